"""What is filled in about a draft, and the plain form in which one is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from prosemirror.model import Node

from coalitions.forms import offer_languages
from coalitions.models import Coalition, Draft, Handover, Version
from coalitions.office.incoming import ENDINGS, take
from coalitions.office.losses import told
from coalitions.services.drafts import DETAILS
from coalitions.starts import start_of
from coalitions.text.markdown import write as as_markdown
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import MAX_BYTES, InvalidText, trusted


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DetailsForm(forms.ModelForm):
    """A deadline is typed as the clock of its place shows it."""

    deadline = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=Moment(),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("Date and hour, as the clock of the place below shows them."),
    )

    class Meta:
        model = Draft
        fields = DETAILS

    def __init__(self, coalition: Coalition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition = coalition
        offer_languages(self, coalition, self.instance.language)
        if self.instance.deadline:
            there = ZoneInfo(self.instance.time_zone)
            self.initial["deadline"] = timezone.make_naive(self.instance.deadline, there)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed, zone = cleaned.get("deadline"), cleaned.get("time_zone")
        if typed and zone:
            # Read as an hour of the reader's place: it is one of the place that was chosen.
            shown: datetime = timezone.make_naive(typed)
            cleaned["deadline"] = timezone.make_aware(shown, ZoneInfo(zone))
        return cleaned


class BeginForm(DetailsForm):
    TEMPLATE, PASTED, FILE = "template", "pasted", "file"

    # What the file has that a draft cannot hold, in sentences.
    left: Sequence[str] = ()

    begins = forms.ChoiceField(
        label=_("Begins with"),
        choices=[
            (TEMPLATE, _("what such a text usually has")),
            (PASTED, _("the text below")),
            (FILE, _("the text of a file")),
        ],
        initial=TEMPLATE,
        widget=forms.RadioSelect,
    )
    pasted = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Headings begin with ##, points with a hyphen, quotes with >."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput({"accept": ",".join(ENDINGS)}),
        help_text=_(
            "DOCX, ODT, Markdown or HTML, up to 20 MB. Its text is taken; the file is not kept."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        match cleaned.get("begins"):
            case self.PASTED if not cleaned.get("pasted"):
                self.add_error("pasted", _("Paste the text, or choose another beginning."))
            case self.PASTED:
                cleaned["begun"] = _parsed(self, "pasted", cleaned["pasted"])
            case self.FILE if cleaned.get("file"):
                self._take(cleaned)
            case self.FILE if "file" not in self.errors:
                self.add_error("file", _("Choose a file, or another beginning."))
        return cleaned

    def _take(self, cleaned: dict[str, Any]) -> None:
        try:
            taken = take(cleaned["file"], cleaned.get("language", ""))
        except ValidationError as refusal:
            self.add_error("file", refusal)
            return
        cleaned["begun"] = taken.text
        self.left = told(taken.losses)

    def text(self) -> Node:
        """Return the text the draft begins with."""
        begun: Node | None = self.cleaned_data.get("begun")
        return begun or start_of(self.cleaned_data["kind"], self.cleaned_data["language"])

    def shown(self) -> "BeginForm":
        """Return the form with the text of its file in the field, to be looked at first."""
        data = dict(self.data.items())
        data["begins"], data["pasted"] = self.PASTED, as_markdown(self.text())
        shown = BeginForm(self.coalition, data, instance=self.instance)
        shown.left = self.left
        return shown


class PlainForm(forms.Form):
    """The text in one field, the state it was opened at, and a name by which it is saved once."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 24}),
        help_text=_(
            "## heading, ### subheading, - point, 1. number, > quote, | table |, **strong**, *em*, "
            "[words](https://address), ^[footnote]"
        ),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    push = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, draft: Draft, data: Any = None) -> None:
        super().__init__(data, initial={} if data else self._begun_from(draft))
        self.draft = draft

    @staticmethod
    def _begun_from(draft: Draft) -> dict[str, Any]:
        return {
            "text": as_markdown(trusted(draft.document)),
            "version": draft.step_count,
            "push": uuid4(),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("version", 0) > self.draft.step_count:
            raise ValidationError(_("This form is of another draft. Open the page anew."))
        if "text" in cleaned:
            cleaned["wanted"] = _parsed(self, "text", cleaned["text"])
        return cleaned

    def save_as(self) -> dict[str, Any]:
        """Return what `services.writing.save_form` takes."""
        cleaned = self.cleaned_data
        return {"wanted": cleaned["wanted"], "version": cleaned["version"], "name": cleaned["push"]}


class VersionForm(forms.Form):
    words = Version._meta.get_field("note").formfield(label=_("What changed"))


def _parsed(form: forms.Form | forms.ModelForm, name: str, text: str) -> Node | None:
    try:
        if len(text.encode()) > MAX_BYTES:
            raise InvalidText("too long")
        return parse(text)
    except InvalidText:
        form.add_error(name, _("This is too long, or too deep a list. Make two of it."))
        return None


class HandOverForm(forms.ModelForm):
    class Meta:
        model = Handover
        fields = ("note",)
