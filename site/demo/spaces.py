"""The two spaces of the demonstration: their people, what they write, what they keep.

They are made as members make them, by the services of the spaces, so that whatever holds there
holds here.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from coalitions.models import Affiliation, Coalition, Draft, Membership, Organisation
from coalitions.roles import Role
from coalitions.services import files
from coalitions.services.comments import Said, open_thread
from coalitions.services.drafts import begin, shared_with
from coalitions.services.organisations import save_organisation
from coalitions.services.writing import save_form, save_version
from coalitions.text.anchoring import Passage, lines
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import trusted
from demo.art import draw
from demo.content import FILES, Table, spaces
from media.cleaner import clean
from users.models import User

KEPT = timedelta(days=3 * 365)


def add_spaces(people: dict[str, User]) -> None:
    """Add the spaces; `people` are those who can sign in, by what they are called in the plan."""
    for said in spaces():
        _Space(said, people).fill()


def remove_spaces() -> None:
    """Take them away, with those of their people who cannot sign in."""
    Coalition.objects.filter(label__in=[said["label"] for said in spaces()]).delete()
    User.objects.filter(email__in=map(_address, _others())).delete()


def _others() -> Iterable[str]:
    named = {each["who"] for said in spaces() for each in said["members"]}
    return sorted(named - set(settings.DEMO_PEOPLE))


def _address(who: str) -> str:
    return f"{who}@members.portevoix.example"


class _Space:
    def __init__(self, said: Table, people: dict[str, User]) -> None:
        self.said = said
        self.people = people
        self.space = Coalition.objects.create(
            **{name: said[name] for name in ("label", "name", "purpose", "agreement", "languages")},
            retained_until=timezone.localdate() + KEPT,
        )
        self.members = {each["who"]: self._member(each) for each in said["members"]}
        self.organisations: dict[str, Organisation] = {}
        self.drafts: dict[str, Draft] = {}

    def fill(self) -> None:
        for each in self.said["organisations"]:
            self.organisations[each["key"]] = self._organisation(each)
        for each in self.said["members"]:
            if each.get("of"):
                self._affiliate(self.members[each["who"]], self.organisations[each["of"]])
        for each in self.said["drafts"]:
            self.drafts[each["key"]] = self._draft(each)
        for each in self.said["files"]:
            self._file(each)

    def _member(self, said: Table) -> Membership:
        user = self.people.get(said["who"])
        if user is None:
            # Nobody signs in as them: they have no password.
            user, _made = User.objects.get_or_create(email=_address(said["who"]))
        return Membership.objects.create(
            coalition=self.space, user=user, display_name=said["name"], role=said["role"]
        )

    def _organisation(self, said: Table) -> Organisation:
        lead = next(each for each in self.members.values() if each.role == Role.COORDINATOR)
        made = Organisation(registered_name=said["registered"], country=said["country"])
        save_organisation(by=lead, organisation=made, names=said["names"])
        return made

    def _affiliate(self, member: Membership, organisation: Organisation) -> None:
        Affiliation.objects.create(membership=member, organisation=organisation)
        member.speaks_for = organisation
        member.save(update_fields=["speaks_for"])

    def _draft(self, said: Table) -> Draft:
        first, *others = said["texts"]
        draft = Draft(title=said["title"], language=said["language"])
        source = None
        if said.get("translates"):
            source = self.drafts[said["translates"]].versions.get(number=said["of_version"])
            about = shared_with(source) | {"language": said["language"]}
        else:
            about = {name: said[name] for name in ("kind", "addressee", "forum", "word_limit")}
            about["deadline"] = timezone.now() + timedelta(days=said["days"])
        for name, value in about.items():
            setattr(draft, name, value)
        by = self.members[said["by"]]
        begin(by=by, draft=draft, text=parse(first["text"]), translates=source)
        for each in others:
            self._version(draft, each)
        for each in said["comments"]:
            self._comment(draft, each)
        return draft

    def _version(self, draft: Draft, said: Table) -> None:
        by = self.members[said["by"]]
        draft.refresh_from_db()
        save_form(
            by=by,
            draft=draft,
            version=draft.step_count,
            wanted=parse(said["text"]),
            name=uuid4(),
        )
        save_version(by=by, draft=draft, words=said["words"])

    def _comment(self, draft: Draft, said: Table) -> None:
        draft.refresh_from_db()
        found = (line.find(said["on"]) for line in lines(trusted(draft.document)))
        start, end = next(place for places in found for place in places)
        by = self.members[said["by"]]
        words: dict[str, Any] = {"text": said["text"], "wording": said.get("wording", "")}
        if said.get("of"):
            words["organisation"] = self.organisations[said["of"]]
        passage = Passage(draft.step_count, start, end)
        open_thread(by=by, draft=draft, passage=passage, said=Said(**words), name=uuid4())

    def _file(self, said: Table) -> None:
        if "file" in said:
            content, name = (FILES / said["file"]).read_bytes(), said["file"]
        elif "picture" in said:
            content, name = draw(said["picture"]), f"{said['picture']}.png"
        else:
            content, name = said["text"].encode(), said["name"]
        upload = clean(ContentFile(content, name), accept=files.ACCEPTED)
        by = self.members[said["by"]]
        kept = files.add(by=by, upload=upload, language=said["language"])
        kept.title, kept.description = said["title"], said["description"]
        files.change(by=by, file=kept)
