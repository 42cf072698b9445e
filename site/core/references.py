"""Which pages show something, as Wagtail's index of references knows."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex


def pages_showing(rows: Sequence[Model]) -> list[int]:
    """Return the keys of the pages that name one of some rows, all of one model.

    In a field, a row of theirs, or a stream.
    """
    if not rows:
        return []
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(rows[0]),
        to_object_id__in=[str(row.pk) for row in rows],
    )
    return [int(key) for key in references.values_list("object_id", flat=True).distinct()]
