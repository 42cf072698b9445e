"""Documents that may not be seen answer as if they were not there, and are not linked to."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from media.models import Document
from media.rich_text import PublicDocumentLinkHandler


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def link_to_public_documents_only(features: FeatureRegistry) -> None:
    features.register_link_type(PublicDocumentLinkHandler)


# Before Wagtail's own hook, which would send a visitor to sign in and so tell that the file exists.
@hooks.register("before_serve_document", order=-10)
def hide_documents_of_private_collections(document: Document, request: HttpRequest) -> None:
    if document.collection.get_view_restrictions().exists():
        raise Http404
