"""What the image of the site is made of, and what stays out of it."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import packages
from tests.test_container_files import DOCKERFILE, ROOT, stages


@pytest.mark.parametrize("stage", ["site", "store"])
def test_what_runs_is_not_root_and_says_whether_it_is_well(stage):
    users = re.findall(r"^USER (\d+):(\d+)$", stages()[stage], re.MULTILINE)
    assert len(users) == 1
    assert int(users[0][0]) >= 10000
    assert "HEALTHCHECK" in stages()[stage]


def test_nothing_that_builds_is_in_what_runs():
    site = stages()["site"]
    assert not re.search(r"\b(gcc|build-essential|git|pip|go)\b", site)
    assert "rm -rf /var/lib/apt/lists/*" in site
    assert "--require-hashes" in stages()["packages"]
    assert "--only-binary :all:" in stages()["packages"]


def test_no_secret_is_in_the_image():
    assert not re.search(r"^(ARG|ENV).*(SECRET|PASSWORD|TOKEN|KEY)", DOCKERFILE, re.MULTILINE)


def ignored(name: str) -> bool:
    """Whether .dockerignore keeps a path out: the last line that fits decides."""
    is_out = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        if line and not line.startswith("#"):
            pattern = line.removeprefix("!")
            parents = [name, *map(str, Path(name).parents)]
            suffixes = [pattern, pattern.removeprefix("**/")]
            if any(fnmatch.fnmatch(each, fit) for each in parents for fit in suffixes) or (
                pattern.startswith("**/")
                and fnmatch.fnmatch(Path(name).name, pattern.removeprefix("**/"))
            ):
                is_out = not line.startswith("!")
    return is_out


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".git/config",
        "site/.env",
        "tests/cast.py",
        "var/secrets/secret_key",
        "var/portevoix.sqlite3",
        "dev/services",
        "docs/operate.md",
        "site/core/__pycache__/checks.pyc",
        "requirements-dev.txt",
    ],
)
def test_what_is_no_part_of_the_site_stays_out_of_the_image(name):
    assert ignored(name)


def test_what_is_part_of_the_site_is_in_the_image():
    roots = {"manage.py", "gunicorn.conf.py", "requirements.txt", "static/css/site.css"}
    for package in packages():
        found = next(ROOT.glob(f"{package}/__init__.py"), None) or next(
            ROOT.glob(f"site/{package}/__init__.py")
        )
        roots.add(found.relative_to(ROOT).as_posix())
    assert [name for name in sorted(roots) if ignored(name)] == []


def test_the_image_collects_its_static_files_without_a_secret(tmp_path):
    build = tmp_path / "build"
    for top in sorted(ROOT.iterdir()):
        if not ignored(top.name):
            if top.is_dir():
                skip = shutil.ignore_patterns("__pycache__", "*.mo")
                shutil.copytree(top, build / top.name, ignore=skip)
            else:
                build.mkdir(exist_ok=True)
                shutil.copy(top, build)
    assert not (build / "tests").exists()
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=build,
        env={"PATH": os.defpath, "DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list((build / "var/static/css").glob("site.*.css.br"))
