"""Reads the words of documents in the background, for the search, and counts their pages."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model

from background.effects import effect
from media.cleaner import Extracted, Refused, extract
from media.signals import document_read

logger = logging.getLogger(__name__)


@effect("media.document_text")
def read_document(subject: str, payload: dict[str, Any]) -> None:
    documents = get_document_model().objects
    document = documents.filter(pk=subject, read_at=None).exclude(file="").first()
    if document is None:
        return
    try:
        with document.open_file() as file:
            found = extract(file)
    except Refused as refusal:
        logger.warning("Document %s has no words we can read: %s", document.pk, refusal.code)
        found = Extracted(text="", pages=None)
    with transaction.atomic():
        # Unless another file has taken its place: that one is read in its turn.
        same = documents.filter(pk=document.pk, file=document.file.name)
        if same.update(text=found.text, pages=found.pages, read_at=timezone.now()):
            document.refresh_from_db()
            document_read.send(sender=type(document), document=document)
