"""The letter to somebody for whom an account was made: its link lets them choose a password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import translation

from users.models import User


def welcome(user: User) -> None:
    """Send the letter. Its link works once, for as long as that for a forgotten password does."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, _dash, token = key.partition("-")
    with translation.override(user.reading):
        address = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token}
        )
    get_adapter().send_mail(
        "account/email/welcome", user.email, {"user": user, "password_reset_url": address}
    )
