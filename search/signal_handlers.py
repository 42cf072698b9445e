"""Keeps the entries up to date with what happens to pages, restrictions and files.

Always after the commit, when the database says what is true, and never at the price of the change
itself: a page that cannot be projected is published all the same, its error is logged, and
`search_check` names it. An entry goes with its page by itself, when the page is deleted.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from search.services import pages_showing, refresh_page, refresh_pages, refresh_tree


def after_commit(service: Callable[[Any], None], argument: Any) -> None:
    # A function of its own: Django names what failed by `__qualname__`, which a partial lacks.
    def refresh_after_commit() -> None:
        service(argument)

    transaction.on_commit(refresh_after_commit, robust=True)


@receiver((page_published, page_unpublished))
def refresh_on_publish(instance: Page, **kwargs: object) -> None:
    after_commit(refresh_page, instance.pk)


@receiver(post_page_move)
def refresh_on_move(instance: Page, **kwargs: object) -> None:
    # It may have come below a restricted page, or out from under one.
    after_commit(refresh_tree, instance.pk)


@receiver((post_save, post_delete), sender=PageViewRestriction)
def refresh_on_restriction(instance: PageViewRestriction, **kwargs: object) -> None:
    after_commit(refresh_tree, instance.page_id)


@receiver((post_save, pre_delete), sender=get_document_model())
def refresh_on_document(instance: Model, **kwargs: object) -> None:
    # Asked now: after a deletion nobody remembers which pages offered the file.
    keys = pages_showing(instance)
    if keys:
        after_commit(refresh_pages, keys)
