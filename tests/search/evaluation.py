"""The product's search over an evaluation set, as the scripts of the set ask for it.

    SEARCH_EVAL_ENGINE=embedded python evaluate.py --python tests/search/evaluation.py:search

SEARCH_EVAL_DIR is where the set is, SEARCH_EVAL_ENGINE `embedded` or `elasticsearch`, and
SEARCH_EVAL_DATABASE `sqlite` or `postgresql`; with SEARCH_EVAL_MEANING=1 it is asked what is meant,
too. The corpus is loaded once, by the product's own code: its public rows as pages of a scratch
site, its private ones as drafts of spaces. Languages that the product has not are loaded as well.
"""

import atexit
import importlib
import io
import json
import os
import sys
import tempfile
import uuid
from collections import defaultdict
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("SEARCH_EVAL_DIR", ROOT.parent / "shared" / "search-eval"))
ENGINE = os.environ.get("SEARCH_EVAL_ENGINE", "embedded")
DATABASE = os.environ.get("SEARCH_EVAL_DATABASE", "sqlite")
MEANING = bool(os.environ.get("SEARCH_EVAL_MEANING"))
# The set names Chinese by its language alone.
AS_OURS = {"zh": "zh-hans"}

Row = dict[str, Any]


def ours(locale: str) -> str:
    return AS_OURS.get(locale, locale)


@cache
def site() -> dict[int, Row]:
    """Make a scratch site of the corpus; return its rows by the keys of their pages."""
    try:
        _begin()
        return _load()
    except Exception as error:
        # A script that measures takes an exception for a query that failed.
        raise SystemExit(f"The evaluation set cannot be loaded: {error!r}") from error


def _begin() -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    from config import env
    from tests.scratch import scratch_database, scratch_index

    name = f"portevoix-eval-{os.getpid()}"
    gone_at_the_end = ExitStack()
    atexit.register(gone_at_the_end.close)
    folder = gone_at_the_end.enter_context(tempfile.TemporaryDirectory())
    places = dict.fromkeys(("DATABASE_URL", "ELASTICSEARCH_URL", "S3_ENDPOINT", "EMAIL_URL"), "")
    places |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    if ENGINE == "elasticsearch":
        places |= gone_at_the_end.enter_context(scratch_index(name))
    if DATABASE == "postgresql":
        places["DATABASE_URL"] = gone_at_the_end.enter_context(scratch_database(name))
    os.environ |= places
    # It was read for where the services are: now it says where our own place on each is.
    importlib.reload(env)
    import django

    django.setup()


def _load() -> dict[int, Row]:
    from django.core.management import call_command
    from wagtail.models import Locale

    from core.models import StandardPage
    from home.models import HomePage
    from home.services import start_site

    rows = [json.loads(line) for line in (FOLDER / "corpus.jsonl").read_text().splitlines()]
    _know_languages({ours(row["locale"]) for row in rows})
    call_command("migrate", verbosity=0)
    start_site()
    home = HomePage.objects.get(locale__language_code="en")
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    groups: defaultdict[str, uuid.UUID] = defaultdict(uuid.uuid4)
    pages = {}
    for number, row in enumerate(rows):
        if not row["public"]:
            _add_drafts(row)
        else:
            page = StandardPage(
                title=row["title"] or row["body"][:60],
                slug=f"row-{number}",
                locale=locales[ours(row["locale"])],
                translation_key=groups[row["translation_key"]],
                live=row["status"] == "live",
                body=[("text", row["body"])],
            )
            home.add_child(instance=page)
            pages[page.pk] = row
    call_command("search_rebuild", stdout=io.StringIO())
    if MEANING:
        _know_what_is_meant()
    return pages


def _know_what_is_meant() -> None:
    """Answer in this process what the process of the model is asked otherwise."""
    from django.conf import settings

    from search.meaning import client
    from search.meaning.memory import Memory
    from search.meaning.model import load
    from search.meaning.process import answer, read_some

    model, memory = load(), Memory()
    while read_some(model):
        pass
    memory.refresh()
    settings.SEARCH_MEANING = "here"
    client._asked = lambda request: json.loads(answer(request, model, memory))


@cache
def member_of(space: str) -> Any:
    """Return a member of the space of this name, whom nobody else knows."""
    from tests.coalitions.cast import add_coalition, add_member

    return add_member(add_coalition(space), f"member-{space}", "penholder")


def _add_drafts(row: Row) -> None:
    from tests.coalitions.cast import add_draft

    for space in row["coalitions"]:
        said = {"title": row["id"], "language": ours(row["locale"])}
        add_draft(member_of(space), f"{row['title']}\n\n{row['body']}", **said)


def _know_languages(codes: set[str]) -> None:
    from django.conf import settings
    from django.db.models.signals import post_migrate
    from wagtail.models import Locale

    known = dict(settings.LANGUAGES)
    settings.LANGUAGES = [*known.items(), *((code, code) for code in sorted(codes - set(known)))]

    def make_locales(**kwargs: object) -> None:
        for code in codes:
            Locale.objects.get_or_create(language_code=code)

    post_migrate.connect(make_locales, weak=False)


def search(q: str, locale: str, size: int = 10, coalition: str | None = None) -> list[Row]:
    """Search the site; or a space, as a member of it."""
    rows = site()
    if coalition:
        return _search_space(q, locale, size, coalition)
    from search.queries import find

    found = find(q, ours(locale), size=size)
    # The home pages are none of the set.
    of_the_set = (each for each in (*found.shown, *found.nearly) if each.entry.pk in rows)
    return [_said(rows, each) for each in of_the_set]


def _search_space(q: str, locale: str, size: int, coalition: str) -> list[Row]:
    from search.spaces.queries import find_in

    found = find_in(member_of(coalition), q, ours(locale), size=size)
    return [{"id": each.draft.title} for each in (*found.shown, *found.nearly)]


def suggest(q: str, locale: str) -> str:
    """Return what a visitor is said to have meant; nothing where that is not known."""
    site()
    from search.queries import find
    from search.suggestions import meant

    return meant(find(q, ours(locale)))


def autocomplete(q: str, locale: str, size: int = 8) -> list[Row]:
    rows = site()
    from search.queries import complete

    return [_said(rows, each) for each in complete(q, ours(locale), size=size)]


def tokens(text: str, locale: str) -> list[str]:
    site()
    from search.text import tokens as read

    return [token.term for token in read(text, ours(locale))]


def _said(rows: dict[int, Row], each: Any) -> Row:
    return {key: rows[each.entry.pk][key] for key in ("id", "translation_key", "locale")}
