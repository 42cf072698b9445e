"""What a row does with its one file, whoever saves it.

The file that takes the place of another sends the old one away, with all that was made of it, and
the background is told to make it anew.
"""

from typing import Any

from django.db import transaction

from background.services import record


class FileOwner:
    """Goes before the model that it is mixed into."""

    # What the background does with the file, by its name in the outbox.
    effect: str
    # What the row says of its file.
    columns_of_the_file = frozenset({"file_size", "file_hash"})

    pk: Any
    file: Any
    _base_manager: Any

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and its file. Raises `media.cleaner.Refused`, and then keeps neither."""
        save: Any = super().save  # type: ignore[misc] # the model that comes after
        columns = kwargs.get("update_fields")
        if not self.file or (columns is not None and "file" not in columns):
            save(*args, **kwargs)
            return
        if not self.file._committed:
            # First of all, so that what the row says of it is right when the row is saved.
            self.file.save(self.file.name, self.file.file, save=False)
        if columns is not None:
            kwargs["update_fields"] = {*columns, *self.columns_of_the_file}
        with transaction.atomic():
            replaced = self._replaced_file()
            if replaced:
                self.forget_file(replaced)
            save(*args, **kwargs)
            if replaced:
                self.file.storage.delete(replaced)
            # Whatever was saved: what is done already is not done again.
            record(kind=self.effect, subject=str(self.pk))

    def forget_file(self, replaced: str) -> None:
        """Take away what was made of the file before, which is stored as `replaced`."""
        raise NotImplementedError

    def _replaced_file(self) -> str | None:
        """Return the name of another file that the row has in the database until now."""
        if self.pk is None:
            return None
        rows = type(self)._base_manager.filter(pk=self.pk).exclude(file__in=["", self.file.name])
        name: str | None = rows.values_list("file", flat=True).first()
        return name
