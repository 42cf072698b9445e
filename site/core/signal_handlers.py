"""Drops the chrome when what it shows changed; keeps restrictions equal across languages."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.chrome import forget_chrome
from core.models import SiteSettings

FORGETTING = (page_published, page_slug_changed, page_unpublished, post_page_move)


def forget_chrome_on_change(**kwargs: object) -> None:
    # After the commit: a reader in between would keep what was there before.
    transaction.on_commit(forget_chrome)


for signal in FORGETTING:
    signal.connect(forget_chrome_on_change)
for model in (SiteSettings, Site, PageViewRestriction):
    post_save.connect(forget_chrome_on_change, sender=model)
    post_delete.connect(forget_chrome_on_change, sender=model)


@receiver(post_delete)
def forget_chrome_on_page_delete(sender: type, **kwargs: object) -> None:
    if issubclass(sender, Page):
        forget_chrome_on_change()


@receiver(post_save, sender=PageViewRestriction)
def restrict_translations_too(
    instance: PageViewRestriction, created: bool, **kwargs: object
) -> None:
    """A page that becomes private becomes private in every language."""
    if not created:
        return
    restricted = PageViewRestriction.objects.values("page")
    for page in instance.page.get_translations().exclude(pk__in=restricted):
        PageViewRestriction.objects.create(
            page=page,
            restriction_type=instance.restriction_type,
            password=instance.password,
        )
