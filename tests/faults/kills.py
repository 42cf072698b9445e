"""Kills whoever changes something, and the worker after them, at any moment; then compares.

Runs in a process of its own, on services of its own: `manage.py shell` calls `main`, which prints
what differs between the database and what was made of it, one line each.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from background.models import Effect
from background.services import deliver_due, settle
from campaigns.models.campaign import CampaignFile
from core.chrome import _build, chrome_for
from core.models import TopicWords
from home.models import HomePage
from media.models import Document, Image
from search import services as search
from search.elastic.client import _client
from search.mirrors import configured
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_document,
    add_image,
    add_topic,
    pdf,
    png,
)
from translation.followers import is_original
from web.languages import languages

ROUNDS = 12
# Longer than any of the changes takes, so that some are killed after they are done.
LONGEST_LIFE = 0.4
# How often what a slow service did not take is brought to it again.
PATIENCE = 10


@dataclass
class Scene:
    campaign: Any
    words: TopicWords
    document: Document
    image: Image


def build() -> Scene:
    home = HomePage.objects.get(locale__language_code="en")
    topic, document, image = add_topic("water"), add_document(title="Letter"), add_image()
    section = add_campaign_section(home, title="Campaigns", slug="campaigns")
    campaign = add_campaign(section, title="Act", show_in_menus=True, image=image, image_alt="A")
    campaign.topics.add(topic)
    campaign.files = [CampaignFile(document=document)]
    campaign.save_revision().publish()
    french = Locale.objects.get(language_code="fr")
    section.copy_for_translation(french, copy_parents=True).save_revision().publish()
    settle()
    return Scene(campaign, topic.names.get(), document, image)


def publish(scene: Scene, number: int) -> None:
    scene.campaign.title = f"Act {number}"
    scene.campaign.save_revision().publish()


def take_down(scene: Scene, number: int) -> None:
    scene.campaign.get_parent().specific.unpublish()


def put_up(scene: Scene, number: int) -> None:
    section = scene.campaign.get_parent().specific
    section.title = f"Campaigns {number}"
    section.save_revision().publish()
    for translation in section.get_translations():
        translation.save_revision().publish()


def rename_topic(scene: Scene, number: int) -> None:
    scene.words.name = f"Water {number}"
    scene.words.save()


def replace_file(scene: Scene, number: int) -> None:
    scene.document.title = f"Letter {number}"
    scene.document.file = ContentFile(pdf(f"Letter number {number}"), name=f"letter-{number}.pdf")
    scene.document.save()


def replace_picture(scene: Scene, number: int) -> None:
    picture = ContentFile(png(900 + number, 600), name=f"picture-{number}.png")
    scene.image.file.save(picture.name, picture)


CHANGES: list[Callable[[Scene, int], None]] = [
    publish,
    take_down,
    put_up,
    rename_topic,
    replace_file,
    replace_picture,
]


def kill_during(work: Callable[[], Any]) -> None:
    """Do something in another process, and kill that process at a moment nobody chose."""
    connections.close_all()
    # Nothing that is open is shared with who is about to die.
    connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL has one
    _client.cache_clear()
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311 (no secret)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def finish() -> None:
    """Do what the dead left, as if their lease were over; a service that is slow is asked again."""
    for _ in range(PATIENCE):
        Effect.objects.update(due_at=timezone.now())
        settle()
        if not Effect.objects.exists():
            return
        time.sleep(1)


def differences() -> Iterator[str]:
    """Compare what was made with what the database says now."""
    if waiting := Effect.objects.count():
        yield f"{waiting} effects wait"
    if drift := search.find_drift():
        yield f"entries: {drift.counts()}"
    for name, mirror in configured():
        if of_index := mirror.make_equal():
            yield f"index of {name}: {of_index.counts()}"
    for page in Page.objects.live():
        if not is_original(page) and not page.get_translations().live().exists():
            yield "a translation outlives its original"
    site = Site.objects.get()
    fresh = _build(site)
    for language in languages():
        if chrome_for(site, language.code) != fresh[language.code]:
            yield f"chrome in {language.code}"
    for image in Image.objects.all():
        if missing := image.missing_renditions():
            yield f"{len(missing)} renditions"
    for document in Document.objects.all():
        if not document.file.storage.exists(document.file.name):
            yield "a document without its file"


def main() -> None:
    scene = build()
    for number in range(ROUNDS):
        for change in CHANGES:
            # As whoever opens the page again would find it.
            for each in (scene.campaign, scene.words, scene.document, scene.image):
                each.refresh_from_db()
            scene.campaign = scene.campaign.specific
            chrome_for(Site.objects.get(), "en")
            kill_during(partial(change, scene, number))
            kill_during(deliver_due)
            finish()
            for difference in differences():
                print(f"{change.__name__}: {difference}")  # noqa: T201
    cache.clear()
