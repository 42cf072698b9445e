"""The house rules a machine can hold: imports, the environment, the length and names of files."""

import ast
import logging
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings
from importlinter.cli import lint_imports

ROOT: Path = settings.ROOT
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
ARROWS = CONFIG["tool"]["importlinter"]
# Before Django there is no config.env: these say which settings to use, and nothing else.
STARTERS = {"gunicorn.conf.py", "manage.py", "site/config/wsgi.py"}
READERS = {"site/config/env.py"}
# Started by scripts that are not ours, which hand over what they want in the environment.
MEASURED = {"tests/search/evaluation.py"}


def packages() -> set[str]:
    """Return the names of the packages in both source roots."""
    roots = (*ROOT.glob("*/__init__.py"), *ROOT.glob("site/*/__init__.py"))
    return {init.parent.name for init in roots} - {"tests"}


def beside_site() -> set[str]:
    """Return the names of the packages that stand in the root, beside `site/`."""
    return {init.parent.name for init in ROOT.glob("*/__init__.py")} - {"tests"}


def source_folders() -> list[str]:
    """Return the folders in the root that hold the code of the site."""
    return sorted({*beside_site(), "site"})


def files(*suffixes: str) -> Iterator[Path]:
    """Yield the files that people wrote, by suffix: not what tools or Django generate."""
    for folder in (*source_folders(), "dev", "static", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not {"migrations", "__pycache__"} & set(path.parts):
                yield path
    yield from (path for path in sorted(ROOT.glob("*")) if path.suffix in suffixes)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def loggers_go_on():
    """Let what logged before log afterwards: import-linter silences every logger there is."""
    known = logging.root.manager.loggerDict.values()
    loggers = [each for each in known if isinstance(each, logging.Logger)]
    silent = [each.disabled for each in loggers]
    yield
    for logger, was_silent in zip(loggers, silent, strict=True):
        logger.disabled = was_silent


@pytest.mark.usefixtures("loggers_go_on")
@pytest.mark.parametrize("contract", [each["id"] for each in ARROWS["contracts"]])
def test_imports_only_point_down(contract, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    # It puts the current folder in front, for good.
    monkeypatch.syspath_prepend(str(ROOT))
    broken = lint_imports(limit_to_contracts=(contract,), no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out


def named_in(file: str, pattern: str) -> set[str]:
    """Return the words of what the pattern finds in a file, line by line."""
    found = re.findall(pattern, (ROOT / file).read_text(), re.MULTILINE)
    return set(re.findall(r"\w+", " ".join(found)))


LAYERS = "|".join(ARROWS["contracts"][0]["layers"])
OWNERS = {"allauth": "users", "elasticsearch": "search", "storage": "media"}
# Each list that names packages and cannot be computed, with what it names and what it should. The
# Makefile, `dev/test` and the other tests look at the tree.
LISTS: dict[str, tuple[set[str], set[str]]] = {
    "root_packages of import-linter": (set(ARROWS["root_packages"]), packages()),
    "layers of import-linter": (set(re.findall(r"\w+", LAYERS)), packages()),
    **{
        f"source_modules of the contract {each['id']!r}": (
            set(each["source_modules"]),
            packages() - {OWNERS[each["id"]]},
        )
        for each in ARROWS["contracts"][1:]
    },
    "files of mypy": (set(CONFIG["tool"]["mypy"]["files"]), {*source_folders(), "tests"}),
    "source of coverage": (set(CONFIG["tool"]["coverage"]["run"]["source"]), {*source_folders()}),
    "INSTALLED_APPS of config/settings/base.py": (
        {each for each in settings.INSTALLED_APPS if each in packages()},
        packages() - {"config"},
    ),
    "what .dockerignore lets in": (
        named_in(".dockerignore", r"^!(\w+)$") - {"deploy", "static"},
        {*source_folders()},
    ),
    "the drawing in ARCHITECTURE.md": (
        named_in("ARCHITECTURE.md", r"^(\w[\w |]*?)  +\w"),
        packages(),
    ),
    "the table of packages in ARCHITECTURE.md": (
        named_in("ARCHITECTURE.md", r"^\| `(\w+)` \| .+ \|$") & packages(),
        packages(),
    ),
    "the row of site/ in README.md": (
        named_in("README.md", r"^\| `site/` \| the website: (.+), templates"),
        packages() - beside_site(),
    ),
    "the row of the other packages in README.md": (
        named_in("README.md", r"^\| ((?:`\w+/`(?:, )?)+) \| campaign pages"),
        beside_site(),
    ),
}


@pytest.mark.parametrize("where", LISTS)
def test_a_list_of_packages_names_them_all_and_nothing_else(where):
    named, wanted = LISTS[where]
    assert sorted(wanted - named) == [], f"missing in {where}"
    assert sorted(named - wanted) == [], f"named in {where}, and no package"


def rank_of() -> dict[str, int]:
    """Return how far down each package stands."""
    layers = ARROWS["contracts"][0]["layers"]
    return {
        package: rank for rank, layer in enumerate(layers) for package in re.split(r"\W+", layer)
    }


def references_by_name(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the packages that a module names in quotes, as “campaigns.CampaignPage”."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Constant(value=str(text)) if found := re.fullmatch(r"(\w+)\.[A-Z]\w+", text):
                yield found[1], node.lineno
            case ast.Call(
                func=ast.Attribute(attr="get_model"), args=[ast.Constant(value=str(app)), *_]
            ):
                yield app.split(".")[0], node.lineno


def test_names_in_quotes_only_point_down_too():
    ranks = rank_of()
    broken = [
        f"{name(path)}:{line} names {other}"
        for path in files(".py")
        if (package := path.relative_to(ROOT).as_posix().removeprefix("site/").split("/")[0])
        in ranks.keys() - {"config"}
        for other, line in references_by_name(path)
        if other in ranks and other != package and ranks[other] <= ranks[package]
    ]
    assert broken == []


def test_only_the_env_module_reads_the_environment():
    readers = {name(path) for path in files(".py") if list(environment_reads(path))}
    assert readers == STARTERS | READERS | MEASURED


def test_the_starters_only_say_which_settings_to_use():
    reads = {
        ast.unparse(node) for each in STARTERS for node in environment_reads(ROOT / each) if node
    }
    assert {read.split(",")[0] for read in reads} == {
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE'"
    }


def environment_reads(path: Path) -> Iterator[ast.AST]:
    """Yield what touches the environment; of a call on it, the call."""
    tree = ast.parse(path.read_text())
    calls = {
        node.func.value: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv"):
                yield calls.get(node, node)
            case ast.ImportFrom(module="os", names=names) if {"environ", "getenv"} & {
                each.name for each in names
            }:
                yield node
            case ast.ImportFrom(module="environ"):
                yield node
            case ast.Import(names=names) if "environ" in {each.name for each in names}:
                yield node


def test_files_stay_small():
    lengths = {
        name(path): len(path.read_text().splitlines()) for path in files(".py", ".html", ".js")
    }
    assert {path: length for path, length in lengths.items() if length > 300} == {}
    assert median(lengths.values()) < 100


def test_no_module_is_a_drawer():
    drawers = {"helpers.py", "misc.py", "selectors.py", "utils.py"}
    assert [name(path) for path in files(".py") if path.name in drawers] == []


def test_the_site_folder_is_a_source_root_and_never_a_package():
    # `import site` is always the standard library's module.
    assert not (ROOT / "site/__init__.py").exists()


def test_every_folder_of_tests_is_a_package():
    # Without it, `tests/search` would shadow `search`.
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [name(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_migrations_are_named():
    paths = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("site/*/migrations/0*.py")]
    assert paths
    assert [name(path) for path in paths if "_auto_" in path.name] == []


def test_what_the_type_checker_may_not_see_has_a_reason():
    ignored = re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]\s+#\s*\w)")
    found = [
        f"{name(path)}:{number}"
        for path in files(".py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if ignored.search(line) and path != Path(__file__)
    ]
    assert found == []
