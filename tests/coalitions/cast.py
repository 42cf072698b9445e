"""Two spaces and everybody who may try their doors."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from background.services import deliver_due, settle
from coalitions.models import (
    Affiliation,
    Coalition,
    Comment,
    Draft,
    DraftKind,
    Membership,
    Organisation,
    SharedPage,
    SpaceFile,
)
from coalitions.roles import Role
from coalitions.services.comments import Said, open_thread
from coalitions.services.drafts import begin
from coalitions.services.files import add as keep_file
from coalitions.services.members import end
from coalitions.services.sharing import share
from coalitions.services.writing import save_form
from coalitions.text.anchoring import Passage, lines
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import trusted
from search.spaces.effects import PAUSE
from tests.cast import PASSWORD, Cast
from tests.coalitions.access_table import full
from tests.factories import clean_file, png


@dataclass(frozen=True)
class Spaces:
    """`rivers` has a member of each role, one who left, and one whose account is closed.

    `lakes` has a coordinator, who is nobody in the other.
    """

    rivers: Coalition
    lakes: Coalition
    ours: Organisation
    theirs: Organisation
    members: dict[str, Membership]
    people: dict[str, Any]

    def __getattr__(self, name: str) -> Membership:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None


def add_coalition(name: str) -> Coalition:
    return Coalition.objects.create(
        label=f"Register: {name}",
        name=name,
        purpose=f"Purpose of {name}",
        agreement=f"Agreement of {name}",
        languages=["en", "ar"],
        retained_until=timezone.localdate() + timedelta(days=365),
    )


def add_member(coalition: Coalition, name: str, role: str, **fields: Any) -> Membership:
    users = get_user_model().objects
    email = f"{name.lower()}@example.org"
    user = users.filter(email=email).first() or users.create_user(email, PASSWORD)
    return Membership.objects.create(
        coalition=coalition,
        user=user,
        role=role,
        display_name=f"{name} of the {coalition}",
        **fields,
    )


def gather(cast: Cast) -> Spaces:
    rivers, lakes = add_coalition("Rivers"), add_coalition("Lakes")
    ours = Organisation.objects.create(coalition=rivers, registered_name="River Keepers")
    theirs = Organisation.objects.create(coalition=lakes, registered_name="Lake Keepers")
    members = {
        "cora": add_member(rivers, "Cora", Role.COORDINATOR),
        "petra": add_member(rivers, "Petra", Role.PENHOLDER, speaks_for=ours),
        "rita": add_member(rivers, "Rita", Role.REVIEWER),
        "olga": add_member(rivers, "Olga", Role.OBSERVER),
        "fred": add_member(rivers, "Fred", Role.COORDINATOR),
        "sue": add_member(rivers, "Sue", Role.COORDINATOR),
        "luca": add_member(lakes, "Luca", Role.COORDINATOR),
    }
    Affiliation.objects.create(membership=members["petra"], organisation=ours)
    end(members["fred"])
    closed = members["sue"].user
    closed.is_active = False
    closed.save()
    people = {name: member.user for name, member in members.items()} | {
        "edith": cast.edith,
        "adam": cast.adam,
        "nora": cast.nora,
    }
    return Spaces(rivers, lakes, ours, theirs, members, people)


def add_draft(by: Membership, text: str = "We ask every government.", **fields: Any) -> Draft:
    said = {"kind": DraftKind.LETTER, "title": "A letter", "language": "en"} | fields
    return begin(by=by, draft=Draft(**said), text=parse(text))


def add_comment(by: Membership, draft: Draft, words: str, **said: Any) -> Comment:
    """Comment on words of a draft, as it is now."""
    now = Draft.objects.get(pk=draft.pk)
    [(start, end)] = [place for line in lines(trusted(now.document)) for place in line.find(words)]
    thread = open_thread(
        by=by,
        draft=now,
        passage=Passage(now.step_count, start, end),
        said=Said(**{"text": f"About: {words}"} | said),
        name=uuid4(),
    )
    return thread.comments.get()


def add_file(by: Membership, content: bytes | None = None, name: str = "river.png") -> SpaceFile:
    file = clean_file(content or png(80, 60), name)
    return keep_file(by=by, upload=file, language="en")


def share_page(by: Membership, page: Page, **said: Any) -> SharedPage:
    """Share a page as it is now, for a week."""
    until = timezone.localdate() + timedelta(days=7)
    revision: Any = page.get_latest_revision()
    asked = {"by": by, "page": page, "revision": revision, "until": until, "words": ""}
    return share(**asked | said)


def save_as_form(by: Membership, draft: Draft, text: str) -> None:
    """Save a text as a form does that was opened just now."""
    version = Draft.objects.get(pk=draft.pk).step_count
    save_form(by=by, draft=draft, version=version, wanted=parse(text), name=uuid4())


def let_all_be_read() -> None:
    """Do the background work, that too for which somebody waits until nobody types any more."""
    settle()
    while deliver_due(before=timezone.now() + 2 * PAUSE):
        pass


def at(spaces: Spaces, name: str, *keys: Any) -> str:
    """Return an address of the first space."""
    return reverse(full(name), args=[spaces.rivers.pk, *keys])
