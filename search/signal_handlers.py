"""Keeps the entries up to date with what happens to pages, restrictions and files.

Always after the commit, when the database says what is true, and never at the price of the change
itself: a page that cannot be projected is published all the same, its error is logged, and
`search_check` names it. An entry goes with its page by itself, when the page is deleted.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from search.services import pages_showing, refresh_page, refresh_pages, refresh_tree


@receiver((page_published, page_unpublished))
def refresh_on_publish(instance: Page, **kwargs: object) -> None:
    transaction.on_commit(partial(refresh_page, instance.pk), robust=True)


@receiver(post_page_move)
def refresh_on_move(instance: Page, **kwargs: object) -> None:
    # It may have come below a restricted page, or out from under one.
    transaction.on_commit(partial(refresh_tree, instance.pk), robust=True)


@receiver((post_save, post_delete), sender=PageViewRestriction)
def refresh_on_restriction(instance: PageViewRestriction, **kwargs: object) -> None:
    transaction.on_commit(partial(refresh_tree, instance.page_id), robust=True)


@receiver((post_save, pre_delete), sender=get_document_model())
def refresh_on_document(instance: object, **kwargs: object) -> None:
    # Asked now: after a deletion nobody remembers which pages offered the file.
    keys = pages_showing(instance)
    if keys:
        transaction.on_commit(partial(refresh_pages, keys), robust=True)
