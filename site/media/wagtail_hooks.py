"""Documents that may not be seen are not linked to; the pictures of editors have an address."""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from media.rich_text import PublicDocumentLinkHandler


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def link_to_public_documents_only(features: FeatureRegistry) -> None:
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("get_avatar_url")
def address_of_portrait(user: Any, size: int) -> str | None:
    """Return where the picture of somebody is loaded; its file has no address of its own."""
    profile = getattr(user, "wagtail_userprofile", None)
    return reverse("portrait", args=[user.pk]) if profile and profile.avatar else None
