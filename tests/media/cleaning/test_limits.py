"""A small file that asks for much is refused cheaply, and a large one that is honest is not."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from media import cleaning
from tests.media.canaries import BOMBS, CORPUS
from tests.media.canaries.bombs import gif

SECONDS = 2
MEGABYTES = 200


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(measured, name):
    bomb = BOMBS[name]
    answer, seconds, megabytes = measured(bomb.build(), bomb.filename)
    assert answer.get("refused") in bomb.codes
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_of_fifty_thousand_frames_only_the_first_is_read(measured):
    answer, seconds, megabytes = measured(gif(), "film.gif")
    assert answer["kind"] == "png"
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", ["jpeg", "docx", "pdf"])
def test_a_small_file_is_cheap(measured, name):
    sample = CORPUS[name]
    answer, seconds, megabytes = measured(sample.data, sample.filename)
    assert answer["kind"] == sample.kind
    assert seconds < 1
    assert megabytes < MEGABYTES / 2


def test_the_process_cannot_take_more_than_its_bounds(tmp_path):
    greedy = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from media.cleaning import limits\n"
        "limits.bound_this_process()\n"
        "bytearray(limits.MEMORY)"
    )
    root = Path(cleaning.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-I", "-c", greedy, root], check=False, capture_output=True, text=True
    )
    assert "MemoryError" in done.stderr


def test_the_program_never_loads_django():
    folder = Path(cleaning.__file__).parent
    for module in folder.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                ours = name.startswith("media.") and not name.startswith("media.cleaning")
                assert not ours, (module.name, name)
                assert name.partition(".")[0] not in ("django", "wagtail"), (module.name, name)
