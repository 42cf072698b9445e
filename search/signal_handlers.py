"""Records what happens to pages, restrictions and files, for the search to be told of it.

In the transaction of the change itself, so that neither is without the other. An entry goes with
its page by itself, when the page is deleted.
"""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from background.services import record
from search.services import pages_showing


def record_page(instance: Page, **kwargs: object) -> None:
    record(kind="search.page", subject=str(instance.pk))


page_published.connect(record_page)
# A tree is deleted page by page: Wagtail unpublishes each of them before it goes.
page_unpublished.connect(record_page)
post_delete.connect(record_page, sender=Page)


@receiver(post_page_move)
def record_move(instance: Page, **kwargs: object) -> None:
    # It may have come below a restricted page, or out from under one.
    record(kind="search.tree", subject=str(instance.pk))


@receiver((post_save, post_delete), sender=PageViewRestriction)
def record_restriction(instance: PageViewRestriction, **kwargs: object) -> None:
    record(kind="search.tree", subject=str(instance.page_id))


@receiver((post_save, pre_delete), sender=get_document_model())
def record_document(instance: Model, **kwargs: object) -> None:
    # Asked now: after a deletion nobody remembers which pages offered the file.
    for key in pages_showing(instance):
        record(kind="search.page", subject=str(key))
