"""A space in which every word that its people can write is a canary."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core import mail
from django.test import Client
from django.utils import timezone

from coalitions.models import BrokenGlass, Membership, Organisation
from coalitions.models.comment import Answer
from coalitions.services import comments, files
from coalitions.services.comments import Said
from coalitions.services.invitations import invite
from coalitions.services.organisations import save_organisation
from coalitions.services.writing import save_version
from home.models import HomePage
from tests.cast import Cast
from tests.coalitions.cast import (
    add_comment,
    add_draft,
    add_file,
    gather,
    let_all_be_read,
    share_page,
)
from tests.factories import add_standard_page, clean_file, png
from tests.security.canaries import ADDRESSES, SAID, SHOWN

# Who may see nothing of it, in the order of how near they come.
OUTSIDERS = ("anonymous", "luca", "fred", "edith", "adam")


@dataclass(frozen=True)
class World:
    """`keys` are those of all there is of the space, by the names that addresses have for them."""

    clients: dict[str, Client]
    keys: dict[str, list[Any]]
    letters: list[Any]
    page_url: str


def build() -> World:
    """Let the people of a space do all that they can, and gather what one may ask for by key."""
    spaces = gather(Cast.gather())
    for member in spaces.members.values():
        if member.coalition_id == spaces.rivers.pk:
            reword(member)
    for name in ("name", "purpose", "agreement"):
        setattr(spaces.rivers, name, SAID)
    spaces.rivers.save()
    for name in ("cora", "petra", "rita", "olga"):
        spaces.people[name].email = f"{name}@{ADDRESSES[0]}.example"
        spaces.people[name].save()

    organisation = Organisation(registered_name=SAID)
    save_organisation(by=spaces.cora, organisation=organisation, names={"ar": SAID})
    invitation = invite(
        by=spaces.cora,
        email=f"new@{ADDRESSES[0]}.example",
        role="observer",
        organisation=organisation,
        language="ar",
    )
    draft = add_draft(spaces.petra, SAID, title=SAID, addressee=SAID, forum=SAID)
    save_version(by=spaces.petra, draft=draft, words=SAID)
    comment = add_comment(spaces.rita, draft, SAID, text=f"@{SAID}", wording=SAID)
    comments.answer(by=spaces.petra, comment=comment, verdict=Answer.DECLINED, reason=SAID)
    comments.reply(by=spaces.cora, thread=comment.thread, said=Said(text=SAID), name=uuid4())
    file = add_file(spaces.petra, name=f"{SAID}.png")
    file.title = file.description = SAID
    files.change(by=spaces.petra, file=file)
    newer = clean_file(png(90, 60), f"{SAID}.png")
    files.replace(by=spaces.petra, file=file, upload=newer, words=SAID)
    home = HomePage.objects.get(locale__language_code="en")
    page = add_standard_page(
        home, title=SHOWN, slug="not-yet", search_description=SHOWN, live=False
    )
    shared = share_page(spaces.petra, page, words=SAID)
    BrokenGlass.objects.create(
        coalition=spaces.rivers, user=spaces.people["adam"], reason=SAID, until=timezone.now()
    )

    # What can be searched there stands in entries of their own.
    let_all_be_read()

    numbers = [page.pk, spaces.people["petra"].pk, shared.pk, shared.revision_id]
    rows = [spaces.rivers, spaces.petra, draft, comment, comment.thread, file, invitation]
    clients = {name: Client(raise_request_exception=False) for name in OUTSIDERS}
    for name in OUTSIDERS[1:]:
        clients[name].force_login(spaces.people[name])
    return World(
        clients,
        {
            "coalition_id": [spaces.rivers.pk],
            "member_id": [spaces.petra.pk],
            "draft_id": [draft.pk, shared.draft_id],
            "file_id": [file.pk],
            "comment_id": [comment.pk],
            "thread_id": [comment.thread_id],
            "invitation_id": [invitation.pk],
            "organisation_id": [organisation.pk],
            "number": [1, 2],
            "int": [*numbers, 1],
            "uuid": [row.pk for row in rows],
            "str": [*(str(row.pk) for row in rows), "docx", "1"],
        },
        list(mail.outbox),
        str(page.url),
    )


def reword(member: Membership) -> None:
    member.display_name = f"{SAID} {member.user_id}"
    member.save()
