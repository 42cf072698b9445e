"""What is filled in about a file, and the field that takes several at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.forms import offer_languages
from coalitions.models import Coalition, FileVersion, SpaceFile
from coalitions.services.files import ACCEPTED, DETAILS
from media.cleaner import CleanFile
from media.doors import cleaned


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    # Not Django's, which speaks of a file that is there already.
    template_name = "django/forms/widgets/file.html"


class Uploads(forms.FileField):
    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Ask whether there is one at all; the view takes them from the request."""
        return super().clean(data[0] if data else None, initial)


class AddForm(forms.Form):
    """Each file is looked at by itself: the view cleans and keeps it, or says why not."""

    uploads = Uploads(
        label=_("Files"),
        help_text=_(
            "Documents up to 50 MB, pictures up to 25 MB. What they say about people, places and "
            "programs is removed before anything is kept."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("The language the files are written in.")
    )

    def __init__(self, coalition: Coalition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_languages(self, coalition)


class FileDetailsForm(forms.ModelForm):
    class Meta:
        model = SpaceFile
        fields = DETAILS

    def __init__(self, coalition: Coalition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_languages(self, coalition, self.instance.language)


class CleanUpload(forms.FileField):
    def to_python(self, data: Any) -> CleanFile | None:
        upload = super().to_python(data)
        return None if upload is None else cleaned(upload, accept=ACCEPTED)


class ReplaceForm(forms.ModelForm):
    upload = CleanUpload(
        label=_("File"), help_text=_("The versions before it stay, and can be loaded too.")
    )

    class Meta:
        model = FileVersion
        fields = ("note",)
