"""Makes the pages of the demonstration in one language: first their places, then what they say."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from wagtail.models import Locale, Page

from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from campaigns.models.campaign import CampaignFile, CampaignGoal
from core.models import BasePage, Region, StandardPage, Topic
from core.models.files import FileRow
from demo.blocks import BodyBuilder
from demo.content import Table, exists_in, plan, texts, translation_key
from demo.translations import name_blocks
from home.models import HomePage
from library.models import ItemFile, Kind, LibraryIndexPage, ResourcePage, StatementPage
from strategy.models import (
    FrameworkFile,
    GoalPage,
    StrategicFrameworkPage,
    StrategyPage,
)

SECTIONS: dict[str, type[BasePage]] = {
    "strategy": StrategyPage,
    "campaigns": CampaignIndexPage,
    "library": LibraryIndexPage,
}
# Pages without a day of their own appear on the day the demonstration organisation opened its site.
OPENED = dt.date(2025, 3, 3)


class LanguagePages:
    """The demonstration pages of one language."""

    def __init__(
        self,
        locale: Locale,
        *,
        home: HomePage,
        images: Mapping[str, int],
        documents: Mapping[tuple[str, str], int],
    ) -> None:
        self.locale = locale
        self.code = locale.language_code
        self.words = texts(self.code)
        self.images = images
        self.documents = documents
        self.pages: dict[str, BasePage] = {"home": home}

    def place(self) -> None:
        """Add every page where it belongs, unpublished, with its title only."""
        for key, model, parent in self._places():
            if not exists_in(key, self.code):
                continue
            page = model(
                title=self.words[key]["title"],
                slug=self.words[key]["slug"],
                locale=self.locale,
                translation_key=translation_key(key),
                first_published_at=self._day(key),
                show_in_menus=key in plan()["order"]["in_menu"],
                live=False,
                **self._required(key, model),
            )
            # Fresh: adding a child changes the numbers treebeard keeps on its parent.
            Page.objects.get(pk=self.pages[parent].pk).add_child(instance=page)
            self.pages[key] = page

    def fill(self, originals: Mapping[str, BasePage]) -> None:
        """Say what each page says, now that all can be linked, and publish it.

        `originals` are those of which these are translations.
        """
        self.builder = BodyBuilder(
            pages={key: page.pk for key, page in self.pages.items()},
            images=self.images,
            alts={key: image["alt"] for key, image in self.words["images"].items()},
            files=self._files_by_key(),
        )
        for key, page in self.pages.items():
            words, facts = self.words[key], plan().get(key, {})
            # Children were added since: saving the old count would lose them.
            page.refresh_from_db(fields=["numchild"])
            page.summary = words.get("summary", "")
            page.body = self.builder.build(words.get("body", []))
            if "image" in facts:
                page.image_id = self.images[facts["image"]]
                page.image_alt = self.words["images"][facts["image"]]["alt"]
            if "date" in facts:
                page.date = facts["date"]
            fill = FILLERS.get(type(page))
            if fill is not None:
                fill(self, page, words, facts)
            name_blocks(page, originals.get(key))
            page.save_revision().publish()

    def _places(self) -> Iterator[tuple[str, type[BasePage], str]]:
        order = plan()["order"]
        for key in order["top"]:
            yield key, SECTIONS.get(key, StandardPage), "home"
        for key in order["goals"]:
            yield key, GoalPage, "strategy"
        for key in order["frameworks"]:
            yield key, StrategicFrameworkPage, "strategy"
        for key in order["campaigns"]:
            yield key, CampaignPage, "campaigns"
        for key in order["updates"]:
            yield key, CampaignUpdatePage, plan()[key]["parent"]
        for key in order["resources"]:
            yield key, ResourcePage, "library"
        for key in order["statements"]:
            yield key, StatementPage, "library"

    def _required(self, key: str, model: type[BasePage]) -> Table:
        """Return what the database wants from the first moment."""
        if model is StrategicFrameworkPage:
            return {name: plan()[key][name] for name in ("period_start", "period_end")}
        return {}

    def _day(self, key: str) -> dt.datetime:
        facts = plan().get(key, {})
        day = facts.get("date") or facts.get("started_on")
        day = dt.date.fromisoformat(day) if day else OPENED
        return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))

    def _files_by_key(self) -> dict[str, list[int]]:
        """Return each file in this language; where there is none, in those that exist."""
        found: dict[str, list[int]] = {}
        for (key, code), pk in self.documents.items():
            if code == self.code:
                found[key] = [pk]
            elif (key, self.code) not in self.documents:
                found.setdefault(key, []).append(pk)
        return found

    def rows_of_files(self, model: type[FileRow], page: BasePage, facts: Table) -> list[FileRow]:
        """Return the files a page offers, in every language the plan names."""
        keys = [
            self.documents[row["file"], code]
            for row in facts.get("files", [])
            for code in row["languages"]
        ]
        return [
            model(document_id=key, translation_key=row_key(page, place))
            for place, key in enumerate(keys)
        ]

    def terms(self, model: type[Topic] | type[Region], slugs: list[str]) -> list[Any]:
        return list(model.objects.filter(slug__in=map(hyphens, slugs)))


def hyphens(key: str) -> str:
    return key.replace("_", "-")


def row_key(page: BasePage, name: object) -> UUID:
    """Return by which a row of a page is the same one in each language."""
    return uuid5(page.translation_key, str(name))


def fill_home(made: LanguagePages, page: HomePage, words: Table, facts: Table) -> None:
    page.title = words["title"]
    for name in ("line_1", "line_2", "line_3", "action_label", "footer_note"):
        setattr(page, name, words[name])
    page.lead_page_id = made.pages[facts["action_page"]].pk


def fill_strategy(made: LanguagePages, page: StrategyPage, words: Table, facts: Table) -> None:
    page.period_start, page.period_end = facts["period_start"], facts["period_end"]
    for name in ("theory_intro", "outcome", "vision", "goals_intro", "documents_intro"):
        setattr(page, name, words[name])
    page.refutations_note = words["wrong_note"]
    page.refutations = [{"type": "refutation", "value": text} for text in words["wrong"]]
    page.conditions = [
        {
            "type": "condition",
            "value": {"text": text, "goals": [made.pages[goal].pk for goal in goals]},
        }
        for text, goals in zip(words["conditions"], facts["conditions_goals"], strict=True)
    ]


def fill_goal(made: LanguagePages, page: GoalPage, words: Table, facts: Table) -> None:
    page.indicators = [
        {
            "type": "indicator",
            "value": {
                "name": said["name"],
                "unit": said["unit"],
                "baseline": known["baseline"],
                "target": known["target"],
                "readings": [
                    {**reading, "source": said["source"], "note": note}
                    for reading, note in zip(known["readings"], said["notes"], strict=True)
                ],
            },
        }
        for said, known in zip(words["indicators"], facts["indicators"], strict=True)
    ]
    page.topics = made.terms(Topic, facts["topics"])


def fill_framework(
    made: LanguagePages, page: StrategicFrameworkPage, words: Table, facts: Table
) -> None:
    page.status = facts["status"]
    older = made.pages.get(facts.get("supersedes", ""))
    page.supersedes_id = older.pk if older else None
    page.files = made.rows_of_files(FrameworkFile, page, facts)


def fill_campaign(made: LanguagePages, page: CampaignPage, words: Table, facts: Table) -> None:
    for name in ("status", "started_on", "ends_on"):
        setattr(page, name, facts[name])
    page.led_by, page.next_moment = words["led_by"], words["next_moment"]
    page.asks = [
        {"type": "ask", "value": {**said, **known}}
        for said, known in zip(words["asks"], facts["asks"], strict=True)
    ]
    page.goal_links = [CampaignGoal(goal_id=made.pages[key].pk) for key in facts["goals"]]
    page.files = [
        CampaignFile(
            document_id=pk,
            description=said["text"],
            translation_key=row_key(page, known["file"]),
        )
        for said, known in zip(words["toolkit"], facts["toolkit"], strict=True)
        for pk in made.builder.files.get(known["file"], [])[:1]
    ]
    page.topics = made.terms(Topic, facts["topics"])
    page.regions = made.terms(Region, facts["regions"])


def fill_resource(made: LanguagePages, page: ResourcePage, words: Table, facts: Table) -> None:
    page.kind, page.authors = facts["kind"], words["authors"]
    page.files = made.rows_of_files(ItemFile, page, facts)
    page.topics = made.terms(Topic, facts["topics"])
    page.regions = made.terms(Region, facts["regions"])


def fill_statement(made: LanguagePages, page: StatementPage, words: Table, facts: Table) -> None:
    page.kind, page.addressee = Kind.STATEMENT, words["addressee"]
    page.signatories = [
        {
            "type": "signatory",
            "value": {"name": row["name"], "place": row["place"], "language": row["lang"]},
        }
        for row in words["signatories"]
    ]
    page.topics = made.terms(Topic, facts["topics"])
    page.regions = made.terms(Region, facts["regions"])


FILLERS: dict[type[BasePage], Any] = {
    HomePage: fill_home,
    StrategyPage: fill_strategy,
    GoalPage: fill_goal,
    StrategicFrameworkPage: fill_framework,
    CampaignPage: fill_campaign,
    ResourcePage: fill_resource,
    StatementPage: fill_statement,
}
