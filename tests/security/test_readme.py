"""The list of cases names tests that are there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

README = Path(__file__).with_name("README.md")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", README.read_text())))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _path, name in NAMED])
def test_a_test_that_the_list_names_is_there(path, name):
    folder = settings.ROOT if "/" in path else README.parent
    assert f"def {name}(" in (folder / path).read_text()


def test_each_case_stands_once():
    cases = re.findall(r"[A-Z]{2}-\d\d", README.read_text())
    assert len(cases) == len(set(cases)) > 60
