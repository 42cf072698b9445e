"""Files through the door, and what they cost."""

import json
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile

from media import cleaner
from media.cleaner import DOCUMENTS, IMAGES, clean
from tests.media.canaries import CORPUS


@pytest.fixture
def cleaned():
    """Clean bytes through the door, and return the bytes that come out."""

    def cleaned(data, filename):
        with clean(ContentFile(data, name=filename), accept=IMAGES | DOCUMENTS) as file:
            return file.read()

    return cleaned


@pytest.fixture
def cleaned_sample(cleaned):
    return lambda name: cleaned(CORPUS[name].data, CORPUS[name].filename)


@pytest.fixture
def words_of(tmp_path):
    """Read a PDF as the search does, without the cleaning."""

    def words_of(data):
        path = tmp_path / "words.pdf"
        path.write_bytes(data)
        command = ["pdftotext", "-enc", "UTF-8", path, "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return words_of


@pytest.fixture
def measured(tmp_path):
    """Run the program on a file; return its answer, its seconds and its megabytes.

    Something small starts it, since a process begins with the memory of the one it came from.
    """
    meter = (
        "import json, resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], env={}, capture_output=True, check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024\n"
        "print(json.dumps([json.loads(done.stdout), seconds, megabytes]))"
    )

    def measured(data, filename):
        source = tmp_path / "source"
        source.write_bytes(data)
        done = subprocess.run(
            [
                *(sys.executable, "-I", "-c", meter),
                *(sys.executable, "-I", "-X", "utf8", cleaner.PROGRAM, "clean"),
                *(source, tmp_path / "clean", f"--name={filename}"),
                f"--accept={','.join(IMAGES | DOCUMENTS)}",
            ],
            check=True,
            capture_output=True,
        )
        return json.loads(done.stdout)

    return measured
