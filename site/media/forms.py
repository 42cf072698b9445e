"""What the upload forms refuse, told at the field; what they take is clean when they are valid."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.cleaner import DOCUMENTS, IMAGES, CleanFile
from media.doors import cleaned


class CleanImageField(WagtailImageField):
    def to_python(self, data: Any) -> CleanFile | None:
        # Not Wagtail's: that decodes the image here, before anybody knows what it is.
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        return cleaned(upload, accept=IMAGES)


class CleanDocumentField(WagtailDocumentField):
    def to_python(self, data: Any) -> CleanFile | None:
        upload = super().to_python(data)
        return None if upload is None else cleaned(upload, accept=DOCUMENTS)


def put_in_place(form: forms.Form, field: type[forms.FileField]) -> None:
    """Have the field `file` of a form of Wagtail clean, as it looks and asks already."""
    if stock := form.fields.get("file"):
        ours = field(label=stock.label, required=stock.required)
        ours.widget = stock.widget
        form.fields["file"] = ours


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_place(self, CleanImageField)


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_place(self, CleanDocumentField)
        if self.instance.pk is None:
            # The editor's own; from a page's form, that of the page (`static/js/editing.js`).
            self.instance.language = self.initial["language"] = get_language()
