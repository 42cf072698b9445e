"""What the upload forms refuse, by what is in the file and not by its name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from PIL import UnidentifiedImageError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.renditions import ALL_FILTERS

# A browser that guesses would run these, whatever their name says.
MARK_UP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")
BYTES_READ = 512
# What changes how an image looks.
LOOKS = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class WholeImageField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (UnidentifiedImageError, OSError) as error:
            # It begins as an image and ends early: Wagtail asks no further.
            message = self.error_messages["invalid_image"]
            raise forms.ValidationError(message, code="invalid_image") from error


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            whole = WholeImageField(label=stock.label, required=stock.required)
            whole.widget = stock.widget
            self.fields["file"] = whole

    def save(self, commit: bool = True) -> Any:
        """Save; an image that is shown somewhere and looks different now is cut to size again."""
        is_shown = bool(self.instance.pk) and self.instance.renditions.exists()
        image = super().save(commit=commit)
        if commit and is_shown and LOOKS.intersection(self.changed_data):
            image.get_renditions(*ALL_FILTERS)
        return image


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            file.seek(0)
            start = file.read(BYTES_READ).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
            file.seek(0)
            if start.startswith(MARK_UP):
                raise forms.ValidationError(
                    _("This is a web page under another name. Save it as PDF and send that.")
                )
        return file
