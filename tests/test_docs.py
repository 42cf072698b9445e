"""What the documents promise to list, they list: variables, packages, dependencies, commands."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from config.env import env

ROOT: Path = settings.ROOT
VARIABLES = sorted(env.scheme)


def read(name: str) -> str:
    return (ROOT / name).read_text()


def dependencies() -> set[str]:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.split(r"[\[<>=!~ ]", each)[0].lower() for each in wanted}


def targets() -> dict[str, str]:
    """Return what each target of the Makefile that has a plain name says of itself."""
    lines = re.findall(r"^([a-z][\w-]*):(?!=)(.*)$", read("Makefile"), re.MULTILINE)
    return {target: line.partition("## ")[2] for target, line in lines}


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md"]
)
def test_links_between_the_documents_lead_somewhere(name):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_example_environment_has_every_variable_and_no_other():
    found = re.findall(r"^#?([A-Z][A-Z0-9_]*)=", read(".env.example"), re.MULTILINE)
    assert sorted(found) == VARIABLES


def test_the_example_environment_changes_nothing_when_copied_as_it_is():
    lines = read(".env.example").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_readme_has_every_variable_and_no_other():
    found = re.findall(r"^\| `([A-Z][A-Z0-9_]*)` \|", read("README.md"), re.MULTILINE)
    assert sorted(found) == VARIABLES


def test_the_architecture_gives_the_reason_of_every_dependency():
    rows = read("ARCHITECTURE.md").partition("## What we depend on")[2]
    assert dependencies() - set(re.findall(r"`([\w-]+)`", rows)) == set()


def test_every_target_of_the_makefile_says_what_it_does():
    assert {"run", "test", "lint", "format", "messages"} <= set(targets())
    assert [target for target, words in targets().items() if not words] == []


def test_every_command_in_the_documents_exists():
    documents = "".join(read(f"{each}.md") for each in ("README", "CONTRIBUTING", "ARCHITECTURE"))
    assert set(re.findall(r"\bmake ([a-z][\w-]*)", documents)) <= set(targets())


def test_continuous_integration_runs_the_commands_of_the_readme():
    commands = re.findall(r"^make .*$", read(".ci/run"), re.MULTILINE)
    assert commands
    assert [command for command in commands if command not in read("README.md")] == []
