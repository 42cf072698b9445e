"""What people say of themselves, and how they take it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from users.models import User
from users.personal import reasons_to_stay


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "time_zone")


class DeleteForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Type it, so that this does not happen by accident."),
    )

    def __init__(self, user: User, *args: Any) -> None:
        super().__init__(*args)
        self.user = user

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address.lower() != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of this account."))
        return address

    def clean(self) -> None:
        for reason in reasons_to_stay(self.user):
            self.add_error(None, str(reason))
