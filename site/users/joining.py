"""How somebody who was invited gets an account: they choose a password, and are at the door.

Whoever asks this has been shown that the address is theirs: by a link that went to it alone.
"""

from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import translation

from users import audit
from users.models import User


def has_account(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


class JoinForm(SetPasswordForm):
    """A password for an account that is made with it."""

    def __init__(self, email: str, data: QueryDict | None = None) -> None:
        # Not saved yet: it tells the password's rules what it must not resemble.
        super().__init__(User(email=email), data)

    def join(self, request: HttpRequest) -> None:
        """Make the account, and sign its owner in as far as a password does."""
        with transaction.atomic():
            user = User.objects.create_user(
                self.user.email,
                self.cleaned_data["password1"],
                language=translation.get_language(),
            )
            audit.note("account.made", who=user)
        login = Login(user=user, email=user.email)
        perform_password_login(request, {"email": user.email}, login)
