"""Which images and documents a row shows: through its own fields, and inside its streams."""

from collections.abc import Iterator

from django.db.models import Model


def references(owner: Model, target: type[Model]) -> Iterator[int]:
    """Yield the primary key of each `target` that the fields of `owner` name, streams included.

    The row itself is asked, since Wagtail's stored index of references may still be on its way.
    """
    for field in owner._meta.concrete_fields:
        value = field.value_from_object(owner)
        if field.related_model is target:
            if value:
                yield value
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(value):
                if model is target:
                    yield int(key)
