"""How long the screens of a full space take: a long draft, much said of it, many spaces.

pytest -s tests/bench/spaces.py
"""

import json
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalitions.models import (
    Activity,
    Comment,
    Draft,
    FileVersion,
    Membership,
    SpaceFile,
    Thread,
    Verb,
    Version,
)
from coalitions.roles import Role
from coalitions.services import writing
from coalitions.text.anchoring import anchoring, lines
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import trusted
from home.models import HomePage
from tests.coalitions.cast import (
    Spaces,
    add_coalition,
    add_draft,
    add_file,
    add_member,
    at,
    share_page,
)
from tests.factories import add_standard_page

WORDS, COMMENTS, VERSIONS = 10_000, 200, 100
SPACES, ACTIVITIES = 30, 10_000
FILES, VERSIONS_OF_EACH = 300, 5
TIMES = 9
# Milliseconds, and queries.
PAGE, COMPARISON, HOME, QUERIES = 300, 500, 150, 25


@pytest.fixture
def long_draft(spaces: Spaces) -> Draft:
    words = [
        "We",
        "ask",
        "every",
        "government",
        "of",
        "the",
        "region",
        "to",
        "protect",
        "those",
        "who",
        "speak",
        ".",
    ]
    blocks = [" ".join(words * 6) for _ in range(WORDS // (len(words) * 6))]
    draft = add_draft(spaces.petra, "\n\n".join(blocks))
    document = trusted(draft.document)
    places = lines(document)
    threads = []
    for number in range(COMMENTS):
        start = places[number % len(places)].start + 7 * (number // len(places))
        anchor = f"{number:08x}"
        changed = anchoring(start, start + 6, anchor).apply(document).doc
        assert changed is not None
        document = changed
        threads.append(Thread(draft=draft, anchor=anchor, quote="We ask", opened_by=spaces.rita))
    Thread.objects.bulk_create(threads)
    Comment.objects.bulk_create(
        Comment(
            thread=each,
            by=spaces.rita,
            text="Firmer?",
            wording="We demand",
            organisation=spaces.ours,
        )
        for each in threads
    )
    draft.document = document.to_json()
    draft.save()
    first = Version.objects.get()
    Version.objects.bulk_create(
        Version(
            draft=draft,
            number=number,
            step_count=0,
            document=first.document,
            sha256=first.sha256,
            words=first.words,
            by=spaces.petra,
        )
        for number in range(2, VERSIONS)
    )
    changed_blocks = [
        each.replace("government", "state", number % 5) for number, each in enumerate(blocks)
    ]
    wanted = parse("\n\n".join(changed_blocks[::-1][:10] + changed_blocks[10:]))
    writing.save_form(by=spaces.petra, draft=draft, version=0, wanted=wanted, name=uuid4())
    writing.save_version(by=spaces.petra, draft=draft, words="The last")
    return draft


def test_a_long_draft(spaces: Spaces, browse: Callable[[str], Client], long_draft: Draft) -> None:
    petra = browse("petra")
    for name, most in (
        ("draft", PAGE),
        ("comments", PAGE),
        ("proposals", PAGE),
        ("write", PAGE),
        ("versions", PAGE),
        ("compare", COMPARISON),
    ):
        path = reverse(f"spaces:{name}", args=[spaces.rivers.pk, long_draft.pk])
        measure(petra, name, path, most)


def test_the_home_of_somebody_who_is_in_many_spaces(
    spaces: Spaces, browse: Callable[[str], Client]
) -> None:
    petra = spaces.petra
    for number in range(SPACES):
        coalition = add_coalition(f"Space {number}")
        Membership.objects.create(
            coalition=coalition, user=petra.user, role=Role.PENHOLDER, display_name="Petra"
        )
        other = add_member(coalition, f"Other{number}", Role.COORDINATOR)
        Activity.objects.bulk_create(
            Activity(coalition=coalition, by=other, verb=Verb.SETTINGS_CHANGED)
            for _ in range(ACTIVITIES // SPACES)
        )
    measure(browse("petra"), "home", reverse("spaces:home"), HOME)


def test_a_space_full_of_files(spaces: Spaces, browse: Callable[[str], Client]) -> None:
    first = add_file(spaces.petra)
    version = first.versions.get()
    files = [
        SpaceFile(coalition=spaces.rivers, title=f"File {number}", language="en")
        for number in range(FILES)
    ]
    SpaceFile.objects.bulk_create(files)
    FileVersion.objects.bulk_create(
        FileVersion(
            file=file,
            number=number,
            content=version.content.name,
            preview=version.preview.name,
            filename=version.filename,
            file_size=version.file_size,
            by=spaces.petra,
        )
        for file in [*files, first]
        for number in range(2, VERSIONS_OF_EACH)
    )
    measure(browse("petra"), "files", at(spaces, "files"), PAGE)
    measure(browse("petra"), "file", at(spaces, "file", first.pk), PAGE)


def test_a_long_page_that_is_shared(
    spaces: Spaces, browse: Callable[[str], Client], homes: dict[str, HomePage]
) -> None:
    paragraph = {"type": "text", "value": f"<p>{'We ask every government. ' * 20}</p>"}
    body = json.dumps([paragraph] * (WORDS // 80))
    shared = share_page(spaces.petra, add_standard_page(homes["en"], body=body, live=False))
    for name in ("draft", "as_page"):
        measure(browse("petra"), name, at(spaces, name, shared.draft_id), PAGE)


def measure(client: Client, name: str, path: str, most: float) -> None:
    client.get(path)
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        taken.append((time.perf_counter() - begin) * 1000)
        assert answer.status_code == 200
    median = statistics.median(taken)
    weight = len(answer.content) // 1024
    print(f"{name:10} {median:4.0f} ms of {most}, {len(queries)} queries, {weight} KiB")  # noqa: T201
    assert median < most
    assert len(queries) <= QUERIES
