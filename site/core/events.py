"""What happens to what a reader sees: the only listener to it, and the rules that hold for it.

A rule here holds for the event, whatever brought it about: a button, a bulk action, an expiry, a
workflow, a command. Who follows an event registers for it (`background.effects.effect`):

`page.changed`   a page was published, unpublished or deleted, or was saved whole by code
`tree.changed`   a page was moved, restricted or opened, with all below it and all translations

What touches many pages at once, such as the name of a topic, is told to the outbox first, as one
effect however many rows were saved, and to the pages from there.
"""

from collections.abc import Collection as Fields
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)
from wagtail.signals import page_slug_changed, post_page_move

from background.effects import effect
from background.errors import Unavailable
from background.services import announce, record
from core.chrome import forget_chrome
from core.models import Region, RegionWords, SiteSettings, Topic, TopicWords
from core.models.classified import classified_models
from core.models.taxonomy import Term, TermWords
from core.references import pages_showing
from media.models import Document
from media.signals import document_read
from translation.followers import translations_that_follow


@effect("core.chrome")
def drop_chrome(subject: str, payload: dict[str, Any]) -> None:
    """Drop what surrounds the pages, whatever became of the process that changed one of them."""
    try:
        forget_chrome()
    except Exception as error:
        raise Unavailable("cache") from error


def forget_chrome_on_change(**kwargs: object) -> None:
    # With the change, for a process that dies next; and at once, after the commit: a reader in
    # between would keep what was there before.
    record(kind="core.chrome", subject="chrome")
    transaction.on_commit(forget_chrome, robust=True)


for signal in (page_slug_changed, post_page_move):
    signal.connect(forget_chrome_on_change)
for model in (Page, SiteSettings, Site, PageViewRestriction):
    post_delete.connect(forget_chrome_on_change, sender=model)
for model in (SiteSettings, Site, PageViewRestriction):
    post_save.connect(forget_chrome_on_change, sender=model)


def announce_page(instance: Page, **kwargs: object) -> None:
    # When the page is gone, nobody remembers of which set of translations it was.
    announce("page.changed", str(instance.pk), {"set": str(instance.translation_key)})


def announce_saved_page(
    instance: Page, update_fields: Fields[str] | None = None, **kwargs: object
) -> None:
    # A draft saves single fields of its page; what is published, or taken down, is saved whole. In
    # the transaction of that: Wagtail's own signals come after it, and a process may die between.
    if update_fields is None:
        forget_chrome_on_change()
        announce_page(instance)


for model in get_page_models():
    post_save.connect(announce_saved_page, sender=model)
# A tree is deleted page by page: Wagtail unpublishes each of them before it goes.
post_delete.connect(announce_page, sender=Page)


def take_translations_down(instance: Page, **kwargs: object) -> None:
    """What must not be read any more must not be read in any language.

    In the transaction that saves the page, before it: whoever dies in between leaves all as it was.
    """
    # Nothing goes down with a draft that was never read.
    if not instance.live and Page.objects.filter(pk=instance.pk).live().exists():
        take_down_what_follows(instance)


def take_down_what_follows(instance: Page, **kwargs: object) -> None:
    for followers in translations_that_follow([instance]).values():
        for page in followers.live().specific():
            page.unpublish()


for model in get_page_models():
    pre_save.connect(take_translations_down, sender=model)
pre_delete.connect(take_down_what_follows, sender=Page)


@receiver(post_save, sender=Page)
def announce_move(
    instance: Page, created: bool, update_fields: Fields[str] | None = None, **kwargs: object
) -> None:
    # Wagtail saves a page as a mere page when it has moved, in the transaction of that. It may have
    # come below a restricted page, or out from under one.
    if not created and update_fields is None:
        announce("tree.changed", str(instance.pk))


@receiver((post_save, post_delete), sender=PageViewRestriction)
def announce_restriction(instance: PageViewRestriction, **kwargs: object) -> None:
    announce("tree.changed", str(instance.page_id))


@effect("core.term")
@transaction.atomic
def announce_renamed_term(subject: str, payload: dict[str, Any]) -> None:
    """What a topic is called is read, and found, on every page that is about it."""
    relation, _, key = subject.partition(" ")
    _announce_pages_about(relation, int(key))


def record_term(instance: TermWords, **kwargs: object) -> None:
    record(kind="core.term", subject=f"{instance.term.relation} {instance.term_id}")


def announce_deleted_term(instance: Term, **kwargs: object) -> None:
    # Asked now: afterwards nobody remembers which pages were about it.
    _announce_pages_about(instance.relation, instance.pk)


for term in (Topic, Region):
    pre_delete.connect(announce_deleted_term, sender=term)
for words in (TopicWords, RegionWords):
    post_save.connect(record_term, sender=words)
    post_delete.connect(record_term, sender=words)


def _announce_pages_about(relation: str, key: int) -> None:
    for model in classified_models():
        for page in model.objects.filter(**{relation: key}).values_list("pk", flat=True):
            announce("page.changed", str(page))


@receiver((post_save, pre_delete), sender=Document)
def announce_document(instance: Document, **kwargs: object) -> None:
    # Asked now: after a deletion nobody remembers which pages offered the file.
    _announce_pages_with([instance])


@receiver(document_read)
def announce_words_of_document(document: Document, **kwargs: object) -> None:
    _announce_pages_with([document])


@receiver((post_save, post_delete), sender=CollectionViewRestriction)
def announce_collection_restriction(instance: CollectionViewRestriction, **kwargs: object) -> None:
    announce_collection(instance.collection)


@receiver(post_save, sender=Collection)
def announce_collection(instance: Collection, **kwargs: object) -> None:
    # It may have come below a closed one, or out from under one: Wagtail moves it as it saves it.
    below = instance.get_descendants(inclusive=True)
    _announce_pages_with(list(Document.objects.filter(collection__in=below)))


def _announce_pages_with(documents: list[Document]) -> None:
    for key in pages_showing(documents):
        announce("page.changed", str(key))
