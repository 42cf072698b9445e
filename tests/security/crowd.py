"""Many at once, in threads and on a database of their own: tells what was left afterwards.

Run by `tests/security/test_at_once.py` in a process, where each thread has its own connection.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.http import Http404
from django.test import Client
from django.urls import reverse

from background.services import settle
from coalitions.models import Activity, Comment, Draft, FileVersion, Membership, SpaceFile, Thread
from coalitions.roles import Role
from coalitions.services import files, invitations
from core.models import StandardPage
from home.models import HomePage
from home.services import start_site
from library.models import StatementPage
from search.models import Entry
from tests.cast import Cast
from tests.coalitions.cast import Spaces, add_draft, add_file, add_member, at, gather
from tests.door import sign_in_whole
from tests.factories import add_library, add_page, png

AT_ONCE = 20


def browsers(*people: Any, number: int = AT_ONCE) -> list[Client]:
    """Return so many browsers, in which these people are signed in by turns."""
    made = [Client(raise_request_exception=False, SERVER_NAME="localhost") for _ in range(number)]
    for client, user in zip(made, cycle(people), strict=False):
        sign_in_whole(client, user)
    return made


def all_at_once(do: Callable[[int], Any], number: int = AT_ONCE) -> list[Any]:
    """Do it `number` times, each as near to the others as threads come; return what each got."""
    together = Barrier(number)

    def one(each: int) -> Any:
        try:
            together.wait()
            return do(each)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def posted(person: Any, path: str, **said: Any) -> list[int]:
    """Let somebody send one form again and again at once; return what each was answered."""
    clients = browsers(person)
    return all_at_once(lambda each: clients[each].post(path, said).status_code)


def a_comment(spaces: Spaces) -> dict[str, Any]:
    """One person presses the button again and again."""
    draft = add_draft(spaces.petra)
    said = {"version": 0, "name": uuid4(), "line": "0", "words": "", "text": "Why?"}
    answers = posted(spaces.people["rita"], at(spaces, "comment", draft.pk), **said)
    return {
        "answers": sorted(set(answers)),
        "comments": Comment.objects.filter(thread__draft=draft).count(),
        "activities": Activity.objects.filter(about=draft.pk, verb="commented").count(),
    }


def a_plain_form(spaces: Spaces) -> dict[str, Any]:
    draft = add_draft(spaces.petra, "One two.")
    said = {"version": 0, "push": uuid4(), "text": "One and two."}
    answers = posted(spaces.people["petra"], at(spaces, "write", draft.pk), **said)
    draft.refresh_from_db()
    return {"answers": sorted(set(answers)), "words": draft.words, "pushes": draft.pushes.count()}


def files_beyond_the_room(spaces: Spaces) -> dict[str, Any]:
    """There is room for three more, whoever sends them."""
    size = add_file(spaces.petra).versions.get().file_size
    files.ROOM = 4 * size
    clients = browsers(spaces.people["petra"], spaces.people["cora"])
    path, content = at(spaces, "add_files"), png(80, 60)

    def send(each: int) -> int:
        upload = SimpleUploadedFile(f"{each}.png", content)
        return clients[each].post(path, {"language": "en", "uploads": [upload]}).status_code

    answers = all_at_once(send)
    kept = FileVersion.objects.filter(file__coalition=spaces.rivers)
    return {
        "kept": answers.count(302),
        "files": SpaceFile.objects.filter(coalition=spaces.rivers).count(),
        "stored": sum(each.content.storage.exists(str(each.content.name)) for each in kept),
    }


def an_invitation(spaces: Spaces) -> dict[str, int]:
    """One letter, opened on many devices."""
    person = spaces.people["nora"]
    said = {"email": person.email, "role": "observer", "organisation": None, "language": "en"}
    invitation = invitations.invite(by=spaces.cora, **said)

    def accept(each: int) -> None:
        try:
            invitations.accept(invitation=invitation, user=person, display_name=f"N. {each}")
        except Http404:
            refused.append(each)

    refused: list[int] = []
    all_at_once(accept)
    members = Membership.objects.filter(user=person, left_at=None).count()
    return {"members": members, "refused": len(refused)}


def last_coordinators(spaces: Spaces) -> list[int]:
    """Two who lead a space remove each other, in several spaces."""
    left = []
    for number in range(6):
        pair = [add_member(spaces.lakes, f"Pair{number}{each}", Role.COORDINATOR) for each in "ab"]
        Membership.objects.filter(coalition=spaces.lakes).exclude(
            pk__in=[each.pk for each in pair]
        ).update(role=Role.OBSERVER)
        clients = browsers(*(each.user for each in pair), number=2)

        def remove(each: int, pair: Any = pair, clients: Any = clients) -> int:
            path = reverse("spaces:remove", args=[spaces.lakes.pk, pair[1 - each].pk])
            return int(clients[each].post(path, {"sure": "on"}).status_code)

        all_at_once(remove, 2)
        leading = Membership.objects.filter(
            coalition=spaces.lakes, role=Role.COORDINATOR, left_at=None
        )
        left.append(leading.count())
    return left


def a_draft_put_away_while_others_comment(spaces: Spaces) -> dict[str, Any]:
    draft = add_draft(spaces.petra)
    [writer] = browsers(spaces.people["petra"], number=1)
    clients = browsers(spaces.people["rita"])

    def do(each: int) -> int:
        if each == 0:
            return int(writer.post(at(spaces, "put_away", draft.pk)).status_code)
        said = {"version": 0, "name": uuid4(), "line": "0", "words": "", "text": f"Why {each}?"}
        return int(clients[each].post(at(spaces, "comment", draft.pk), said).status_code)

    answers = all_at_once(do)
    draft.refresh_from_db()
    threads = Thread.objects.filter(draft=draft)
    anchors = {thread.anchor for thread in threads}
    return {
        "broken": sum(each >= 500 for each in answers),
        "put away": draft.trashed_at is not None,
        "as answered": answers[1:].count(302) == threads.count() == len(anchors),
        "anchored": all(anchor in json.dumps(draft.document) for anchor in anchors),
    }


def a_version_handed_over(spaces: Spaces) -> int:
    draft = add_draft(spaces.petra, title="An appeal")
    add_library(HomePage.objects.get(locale__language_code="en"))
    path = at(spaces, "hand_over", draft.pk, 1)
    posted(spaces.people["cora"], path, note="")
    return StatementPage.objects.count()


def a_page_published_and_taken_down(spaces: Spaces) -> dict[str, Any]:
    """Two editors at one page: afterwards the search says what the page says."""
    home = HomePage.objects.get(locale__language_code="en")
    page = add_page(StandardPage, home, title="To and fro", slug="to-and-fro")
    settle()
    clients = browsers(spaces.people["edith"])

    def do(each: int) -> int:
        if each % 2:
            path = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
            return int(clients[each].post(path).status_code)
        page.get_latest_revision().publish()
        return 302

    answers = all_at_once(do)
    settle()
    page.refresh_from_db()
    found = Entry.objects.filter(page_id=page.pk).exists()
    return {"answers": sorted(set(answers)), "agree": page.live == found}


def guesses(_spaces: Spaces) -> int:
    """Return how many passwords of one account were looked at, of those one client sent at once."""
    path = reverse("account_login")

    def guess(each: int) -> bool:
        client = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
        said = {"login": "adam@example.org", "password": f"guess number {each}"}
        return "do not belong together" in client.post(path, said).content.decode()

    return sum(looked_at for _round in range(3) for looked_at in all_at_once(guess))


def nobody_lost(spaces: Spaces) -> int:
    """Many write in one paragraph by plain forms that were opened together."""
    draft = add_draft(spaces.petra, " ".join(f"word{each}" for each in range(AT_ONCE)))
    clients = browsers(spaces.people["petra"], spaces.people["cora"])

    def write(each: int) -> int:
        text = " ".join(
            f"word{one}{' said' + str(each) if one == each else ''}" for one in range(AT_ONCE)
        )
        said = {"version": 0, "push": uuid4(), "text": text}
        return int(clients[each].post(at(spaces, "write", draft.pk), said).status_code)

    all_at_once(write)
    text = json.dumps(Draft.objects.get(pk=draft.pk).document)
    return sum(f"said{each}" in text for each in range(AT_ONCE))


CROWDS = (
    a_comment,
    a_plain_form,
    nobody_lost,
    files_beyond_the_room,
    an_invitation,
    last_coordinators,
    a_draft_put_away_while_others_comment,
    a_version_handed_over,
    a_page_published_and_taken_down,
    guesses,
)


def told() -> str:
    """Let each crowd do what it does, and return what is left of it, as JSON."""
    # A client of tests keeps its connection from one request to the next: a pool has not so many.
    connections.settings["default"]["OPTIONS"].pop("pool", None)
    connection.close()
    start_site()
    spaces = gather(Cast.gather())
    return json.dumps({crowd.__name__: crowd(spaces) for crowd in CROWDS})
