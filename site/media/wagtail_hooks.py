"""Documents that may not be seen answer as if they were not there."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from media.models import Document


# Before Wagtail's own hook, which would send a visitor to sign in and so tell that the file exists.
@hooks.register("before_serve_document", order=-10)
def hide_documents_of_private_collections(document: Document, request: HttpRequest) -> None:
    if document.collection.get_view_restrictions().exists():
        raise Http404
