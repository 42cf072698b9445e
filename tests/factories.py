"""Makes what tests need, published where it belongs, with as little said as possible."""

import datetime as dt
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Page

from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from core.models import StandardPage
from library.models import LibraryIndexPage, ResourcePage, StatementPage
from media.models import Document, Image
from strategy.models import GoalPage, HomePage, StrategicFrameworkPage, StrategyPage

numbers = count(1)

REQUIRED: dict[type[Page], dict[str, Any]] = {
    HomePage: {"line_1": "One voice"},
    StrategicFrameworkPage: {"period_start": 2021, "period_end": 2025},
    CampaignUpdatePage: {"date": dt.date(2026, 3, 1)},
    ResourcePage: {"date": dt.date(2026, 3, 1)},
    StatementPage: {"date": dt.date(2026, 3, 1)},
}


def add_page(model: type[Page], parent: Page, *, live: bool = True, **fields: Any) -> Page:
    """Add a page below `parent`, in its language, and publish it unless told otherwise."""
    number = next(numbers)
    said: dict[str, Any] = {
        "title": f"Page {number}",
        "slug": f"page-{number}",
        "locale": parent.locale,
    }
    said |= REQUIRED.get(model, {}) | fields
    page = model(**said, live=False)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def add_standard_page(parent: Page, **fields: Any) -> StandardPage:
    return add_page(StandardPage, parent, **fields)


def add_strategy(home: Page, **fields: Any) -> StrategyPage:
    return add_page(StrategyPage, home, **fields)


def add_goal(strategy: Page, **fields: Any) -> GoalPage:
    return add_page(GoalPage, strategy, **fields)


def add_campaign_section(home: Page, **fields: Any) -> CampaignIndexPage:
    return add_page(CampaignIndexPage, home, show_in_menus=True, **fields)


def add_campaign(section: Page, **fields: Any) -> CampaignPage:
    return add_page(CampaignPage, section, **fields)


def add_library(home: Page, **fields: Any) -> LibraryIndexPage:
    return add_page(LibraryIndexPage, home, show_in_menus=True, **fields)


def add_resource(library: Page, **fields: Any) -> ResourcePage:
    return add_page(ResourcePage, library, **fields)


def translate(page: Page, parent: Page, **fields: Any) -> Page:
    """Publish the translation of a page below `parent`, in the language of `parent`."""
    return add_page(type(page), parent, translation_key=page.translation_key, **fields)


def png(width: int = 1600, height: int = 1000, **options: Any) -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (width, height), "#052731").save(file, "PNG", **options)
    return file.getvalue()


def add_image(**fields: Any) -> Image:
    number = next(numbers)
    said = {"title": f"Image {number}", "credit": f"Illustration: Hand {number}, CC BY 4.0"}
    image = Image(**said | fields, file=ContentFile(png(), name=f"image-{number}.png"))
    image.save()
    return image


def add_document(language: str = "en", **fields: Any) -> Document:
    number = next(numbers)
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"document-{number}.pdf")
    document = Document(**({"title": f"Document {number}"} | fields), file=file, language=language)
    document.save()
    return document
