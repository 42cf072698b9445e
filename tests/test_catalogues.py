"""The interface exists whole in every language: nothing missing, nothing guessed, nothing stale."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from tests.test_architecture import source_folders

ROOT: Path = settings.ROOT
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!%)%([sd])|\{(\w*)\}")

Key = tuple[str | None, str]


def catalogue(language: str, locales: Path = ROOT / "site/locale") -> Catalog:
    with (locales / to_locale(language) / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


def key(message: Message) -> Key:
    return message.context, forms(message.id)[0]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> list[str]:
    return sorted(match.group() for match in PLACEHOLDER.finditer(text))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> set[Key]:
    """The strings of the code and the templates, as `make messages` finds them."""
    if not shutil.which("xgettext") or not shutil.which("msgmerge"):
        pytest.skip("Not installed: gettext")
    copy = tmp_path_factory.mktemp("messages")
    shutil.copy(ROOT / "manage.py", copy)
    for folder in source_folders():
        shutil.copytree(
            ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("*.po", "*.mo", "*.pyc")
        )
    command = ["makemessages", "--locale", "fr", "--extension", "html,py,txt"]
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=copy, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return {key(message) for message in messages(catalogue("fr", copy / "site/locale"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_string_of_the_code_and_no_other(language, extracted):
    present = {key(message) for message in messages(catalogue(language))}
    assert {"missing": extracted - present, "stale": present - extracted} == {
        "missing": set(),
        "stale": set(),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_translated_throughout(language):
    found = catalogue(language)
    assert len(found) > 0
    untranslated = [
        key(message)
        for message in messages(found)
        if not all(form.strip() for form in forms(message.string))
        or len(forms(message.string)) != (found.num_plurals if message.pluralizable else 1)
    ]
    assert untranslated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_catalogue_is_a_guess(language):
    found = catalogue(language)
    # A fuzzy header would keep the whole catalogue from being compiled.
    assert not found.fuzzy
    assert [key(message) for message in messages(found) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_counts_as_its_language_does(language):
    found = catalogue(language)
    # Babel compiles no plurals for a catalogue that does not say its language.
    assert str(found.locale) == to_locale(language)
    # gettext's Russian tells fractions apart too: one form more than Babel's.
    assert found.num_plurals >= Catalog(locale=to_locale(language)).num_plurals


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    found = catalogue(language)
    wrong = [key(message) for message in messages(found) if not keeps_placeholders(message)]
    assert wrong == []


def keeps_placeholders(message: Message) -> bool:
    wanted = placeholders(forms(message.id)[-1])
    *special, general = (placeholders(form) for form in forms(message.string))
    # “One page” and “two pages” may do without the number; the form for any number may not.
    return general == wanted and all(set(form) <= set(wanted) for form in special)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_compiles_without_complaint(language):
    errors = [
        (key(message), [str(each) for each in found])
        for message, found in catalogue(language).check()
    ]
    assert errors == []
