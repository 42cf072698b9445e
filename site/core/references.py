"""Which pages show something, as Wagtail's index of references knows."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex


def pages_showing(row: Model) -> list[int]:
    """Return the keys of the pages that name a row: in a field, a row of theirs, or a stream."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(row),
        to_object_id=str(row.pk),
    )
    return [int(key) for key in references.values_list("object_id", flat=True).distinct()]
