"""`make test-next`: what is not there to be tried is named, and is no failure."""

import os
import subprocess

import pytest
from django.conf import settings


def look_ahead(tmp_path, **variables):
    return subprocess.run(
        [str(settings.ROOT / "dev/test-next")],
        cwd=settings.ROOT,
        env={"PATH": os.defpath, "VAR_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_python_that_is_not_there_is_named(tmp_path):
    done = look_ahead(tmp_path, PYTHON="/nowhere/python9")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Not installed: /nowhere/python9" in done.stdout
    assert "Not tried: there is no newer Python here" in done.stdout


def test_a_name_that_leads_nowhere_is_no_python(tmp_path):
    shim = tmp_path / "python9"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert f"Not installed: {shim}" in look_ahead(tmp_path, PYTHON=str(shim)).stdout


@pytest.mark.parametrize("option", ["EMBEDDED=1", "--create-db", "not browser and not service"])
def test_it_leaves_browser_services_and_the_other_database_alone(option):
    assert option in (settings.ROOT / "dev/test-next").read_text()
