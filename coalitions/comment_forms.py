"""What is filled in to comment on a draft, and to answer a proposal."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from coalitions.forms import offer_own_organisations
from coalitions.models import Answer, Comment, Draft, Membership
from coalitions.services.comments import Said
from coalitions.services.writing import state_at
from coalitions.text.anchoring import Line, Passage, lines, quote
from coalitions.text.reading import cleaned

# Of a line, to choose it by.
A_GLANCE = 90


class CommentForm(forms.ModelForm):
    """What a member says, and for whom."""

    name = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Comment
        fields = ("text", "wording", "red_line", "organisation")
        widgets = {
            "text": forms.Textarea({"rows": 4}),
            "wording": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "text": _("Write @ and a member’s name, and they are told that they are meant.")
        }

    def __init__(self, member: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        offer_own_organisations(self.fields["organisation"], member)
        if self.instance._state.adding:
            self.initial["organisation"] = member.speaks_for_id

    def clean_text(self) -> str:
        return _written(self.cleaned_data["text"])

    def clean_wording(self) -> str:
        return _written(self.cleaned_data["wording"])

    def said(self) -> Said:
        fields = ("text", "wording", "red_line", "organisation")
        return Said(**{name: self.cleaned_data[name] for name in fields})


class PassageForm(CommentForm):
    """A comment with its passage: of a place that a script found, or of words somebody copied."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    line = forms.TypedChoiceField(label=_("Passage"), coerce=int, required=False)
    words = forms.CharField(
        label=_("The words you mean"),
        required=False,
        help_text=_("Copy them from the passage. Left empty, it is the whole passage."),
    )

    def __init__(self, member: Membership, draft: Draft, asked: Any, data: Any = None) -> None:
        super().__init__(member, data)
        self.draft = draft
        self.state, start, end = _asked(data or asked, draft)
        document = state_at(draft, self.state)
        self.lines: list[Line] = lines(document)
        # What was selected; without it, a line is chosen.
        self.quote = quote(document, start, end)
        self.selected = Passage(self.state, start, end) if self.quote else None
        self.initial["version"] = self.state
        if self.selected:
            self.initial.update(start=start, end=end)
        choice: Any = self.fields["line"]
        choice.choices = [(n, _glance(line)) for n, line in enumerate(self.lines)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("version") != self.state:
            raise ValidationError(_("This form is of another draft. Open the page anew."))
        cleaned["passage"] = self.selected or self._named(cleaned)
        return cleaned

    def _named(self, cleaned: dict[str, Any]) -> Passage | None:
        number, words = cleaned.get("line"), cleaned.get("words", "")
        if not isinstance(number, int):
            if "line" not in self.errors:
                self.add_error("line", _("Choose a passage."))
            return None
        line = self.lines[number]
        if not words.strip():
            return Passage(self.state, line.start, line.end)
        match line.find(words):
            case [(start, end)]:
                return Passage(self.state, start, end)
            case []:
                self.add_error("words", _("These words are not in the passage: copy them from it."))
            case _several:
                self.add_error(
                    "words", _("They stand there more than once: copy a few words more.")
                )
        return None

    def anew(self, refusal: ValidationError) -> "PassageForm":
        """Return the form with what was written, to choose the passage again."""
        data = {
            **dict(self.data.items()),
            "version": str(self.draft.step_count),
            "start": "",
            "end": "",
        }
        form = PassageForm(self.member, self.draft, {}, data)
        form.full_clean()
        form.errors.clear()
        form.add_error(None, refusal)
        return form


class AnswerForm(forms.ModelForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer, widget=forms.RadioSelect)
    put = forms.BooleanField(label=_("Put the proposed wording into the text"), required=False)

    class Meta:
        model = Comment
        fields = ("answer", "reason")
        widgets = {"reason": forms.Textarea({"rows": 3})}
        help_texts = {"reason": _("The organisation reads it beside its proposal.")}

    def __init__(self, *args: Any, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page of the site is written elsewhere, by its editors.
        if not (self.instance.wording and writes):
            del self.fields["put"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.DECLINED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: they put work into it."))
        return cleaned


def _asked(said: Any, draft: Draft) -> tuple[int, int, int]:
    """Return a state of a draft, and from where to where; the newest, for what never was one."""
    try:
        state, *places = (int(said.get(name) or 0) for name in ("version", "start", "end"))
    except ValueError:
        return draft.step_count, 0, 0
    if "version" not in said or not 0 <= state <= draft.step_count:
        return draft.step_count, 0, 0
    start, end = places
    return state, start, end


def _written(text: str) -> str:
    """Return what was typed, line by line, without what may not stand in a text."""
    return "\n".join(cleaned(line) for line in text.splitlines()).strip()


def _glance(line: Line) -> str:
    return Truncator(" ".join(line.node.text_content.split())).chars(A_GLANCE)
