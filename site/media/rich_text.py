"""Links in rich text to a document: only while its collection is public."""

from typing import Any

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Prints the address of a public document, and plain text for any other."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        documents = cls.get_many(attrs_list)
        keys = [document.pk for document in documents if document]
        public = set(
            cls.get_model().objects.public().filter(pk__in=keys).values_list("pk", flat=True)
        )
        return [
            f'<a href="{escape(document.url)}">' if document and document.pk in public else "<a>"
            for document in documents
        ]
