"""Makes what tests need, published where it belongs, with as little said as possible."""

import datetime as dt
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import PurePath
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from PIL import ExifTags
from PIL import Image as Pillow
from wagtail.models import Page

from background.services import settle
from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from core.models import Region, RegionWords, StandardPage, Topic, TopicWords
from home.models import HomePage
from library.models import LibraryIndexPage, ResourcePage, StatementPage
from media.cleaner import DOCUMENTS, IMAGES, CleanFile, clean
from media.models import Document, Image
from strategy.models import GoalPage, StrategicFrameworkPage, StrategyPage

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


def photograph(told: str) -> bytes:
    """A picture that tells who took it, and where."""
    kept, exif = BytesIO(), Pillow.Exif()
    exif[ExifTags.Base.Artist] = told
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (46.0, 12.0, 0.0)
    Pillow.new("RGB", (1600, 900), "teal").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def pdf(*pages: str) -> bytes:
    """Return a document with a line of Latin text on each page."""
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for text in pages or ("A law",):
            page = document.add_blank_page(page_size=(400, 400))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            said = f"BT /F1 12 Tf 20 350 Td ({text}) Tj ET"
            page.Contents = document.make_stream(said.encode("latin-1"))
        file = BytesIO()
        document.save(file)
    return file.getvalue()


@cache
def cleaned_once(content: bytes, name: str) -> tuple[bytes, CleanFile]:
    file = clean(ContentFile(content, name=name), accept=IMAGES | DOCUMENTS)
    return file.read(), file


def clean_file(content: bytes, name: str) -> CleanFile:
    """Return what the cleaner makes of a file; the same content is cleaned once for all tests."""
    data, file = cleaned_once(content, f"file{PurePath(name).suffix}")
    return CleanFile(
        BytesIO(data), name, kind=file.kind, width=file.width, height=file.height, pages=file.pages
    )


def add_topic(slug: str, **names: str) -> Topic:
    """Add a topic, named by the code of each language; in English after its slug if not at all."""
    said = names or {"en": slug.title()}
    rows = [TopicWords(language=code, name=name) for code, name in said.items()]
    return Topic.objects.create(slug=slug, names=rows)


def add_region(slug: str, country: str = "", **names: str) -> Region:
    rows = [RegionWords(language=code, name=name) for code, name in names.items()]
    return Region.objects.create(slug=slug, country=country, names=rows)


def add_image(**fields: Any) -> Image:
    """Add an image that can be shown: its renditions are made."""
    number = next(numbers)
    said = {"title": f"Image {number}", "credit": f"Illustration: Hand {number}, CC BY 4.0"}
    image = Image(**said | {"file": clean_file(png(), f"image-{number}.png")} | fields)
    image.save()
    settle()
    return image


def add_document(language: str = "en", **fields: Any) -> Document:
    """Add a document; the background has not read it yet."""
    number = next(numbers)
    said = {"title": f"Document {number}", "file": clean_file(pdf(), f"document-{number}.pdf")}
    document = Document(**said | fields, language=language)
    document.save()
    return document
