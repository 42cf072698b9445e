"""What members and administrators fill in; permission is asked by the services behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models import (
    BrokenGlass,
    Coalition,
    Invitation,
    Membership,
    News,
    Organisation,
    SharedPage,
)
from coalitions.roles import Role
from coalitions.services.settings import OF_THE_MEMBERS
from web.languages import language_choices, languages


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers read a day in this form alone, and show it in the reader's.
        super().__init__(format="%Y-%m-%d")


def language_field(**options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=language_choices, widget=forms.CheckboxSelectMultiple, **options
    )


def offer_languages(form: forms.BaseForm, coalition: Coalition, *more: str) -> None:
    """Let a form choose among the languages of a space, and those that something is in already."""
    known = {*coalition.languages, *more}
    field: Any = form.fields["language"]
    field.choices = [each for each in language_choices() if each[0] in known]


def ahead(day: date) -> date:
    """Return a day that is still to come. Raises ValidationError."""
    if day <= timezone.localdate():
        raise ValidationError(_("Choose a day that is still to come."))
    return day


class Ahead:
    """A form with the day until which a space is kept."""

    cleaned_data: dict[str, Any]

    def clean_retained_until(self) -> date:
        return ahead(self.cleaned_data["retained_until"])


class FoundForm(Ahead, forms.ModelForm):
    languages = language_field(label=_("Languages of the space"))
    coordinator = forms.EmailField(
        label=_("E-mail address of the first coordinator"),
        help_text=_("Who signs in with this address leads the space, and invites the others."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=language_choices)

    class Meta:
        model = Coalition
        fields = ("label", "sensitivity", "languages", "retained_until")
        widgets = {"retained_until": Day()}


class CoordinatorForm(forms.Form):
    email = FoundForm.base_fields["coordinator"]
    language = FoundForm.base_fields["language"]


class GlassForm(forms.ModelForm):
    class Meta:
        model = BrokenGlass
        fields = ("reason",)
        widgets = {"reason": forms.Textarea({"rows": 4})}

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason.split()) < 5:
            raise ValidationError(_("Say in a sentence what you look for, and who asked for it."))
        return reason


class ShareForm(forms.ModelForm):
    """With which space an editor shares a page, of those in which they write."""

    space = forms.ModelChoiceField(Membership.objects.none(), label=_("Space"), empty_label=None)

    class Meta:
        model = SharedPage
        fields = ("until", "note")
        widgets = {"until": Day(), "note": forms.Textarea({"rows": 4})}

    field_order = ("space", "until", "note")

    def __init__(self, memberships: QuerySet[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        space: Any = self.fields["space"]
        space.queryset = memberships
        space.label_from_instance = lambda member: str(member.coalition)

    def clean_until(self) -> date:
        return ahead(self.cleaned_data["until"])


class SettingsForm(Ahead, forms.ModelForm):
    languages = language_field(
        label=_("Languages"), help_text=_("What members write here is in one of these.")
    )

    class Meta:
        model = Coalition
        fields = OF_THE_MEMBERS
        widgets = {
            "purpose": forms.Textarea({"rows": 4}),
            "agreement": forms.Textarea({"rows": 3}),
            "retained_until": Day(),
        }


class OfSpace(forms.ModelForm):
    """A form that offers the organisations of one space."""

    def __init__(self, coalition: Coalition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition = coalition
        for name in ("organisation", "organisations"):
            if name in self.fields:
                offered: Any = self.fields[name]
                offered.queryset = coalition.organisations.prefetch_related("names")


class InvitationForm(OfSpace):
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.REVIEWER)

    class Meta:
        model = Invitation
        fields = ("email", "role", "organisation", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.coalition = self.coalition


class MemberForm(OfSpace):
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Belongs to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members choose for which of these they speak."),
    )

    class Meta:
        model = Membership
        fields = ("role",)


class MailsForm(forms.ModelForm):
    news = forms.ChoiceField(label=_("Tell me of"), choices=News, widget=forms.RadioSelect)

    class Meta:
        model = Membership
        fields = ("news",)


class IntroductionForm(forms.ModelForm):
    """Under which name a member is known here, and for whom they speak."""

    class Meta:
        model = Membership
        fields = ("display_name", "speaks_for")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_own_organisations(self.fields["speaks_for"], self.instance)


class AcceptForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ("display_name",)


class OrganisationForm(forms.ModelForm):
    """An organisation, and its name in each language of the space where it has one."""

    class Meta:
        model = Organisation
        fields = ("registered_name", "country", "un_status")

    def __init__(self, coalition: Coalition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.coalition = coalition
        known = (
            {}
            if self.instance._state.adding
            else dict(self.instance.names.values_list("language", "name"))
        )
        self.spoken = [each for each in languages() if each.code in coalition.languages]
        for each in self.spoken:
            self.fields[f"name_{each.code}"] = forms.CharField(
                label=each.name, max_length=200, required=False, initial=known.get(each.code, "")
            )

    def named(self) -> list[Any]:
        """Return the fields of its names."""
        return [self[f"name_{each.code}"] for each in self.spoken]

    def names(self) -> dict[str, str]:
        return {each.code: self.cleaned_data[f"name_{each.code}"] for each in self.spoken}


def offer_own_organisations(field: Any, member: Membership) -> None:
    """Let a field choose for which of their organisations a member speaks, or for none."""
    mine = Organisation.objects.filter(affiliations__membership=member)
    field.queryset = mine.prefetch_related("names")
    field.empty_label = _("Nobody but myself")


class SureForm(forms.Form):
    """A box to tick before something that is not undone."""

    sure = forms.BooleanField()


def saved(form: forms.BaseForm, save: Callable[[], object]) -> bool:
    """Whether a form is right and was saved; what the service refuses is said in the form."""
    if not form.is_valid():
        return False
    try:
        save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
