"""How the door of allauth is ours: nobody signs up, mail goes through the outbox in the reader's
language, limits know no address, and secrets have keys of their own.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from users import audit
from users.factors import FACTORS, factors_of
from users.keys import seal, unseal
from users.letters import send_letter
from users.models import User
from web.clients import client_of


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. Check both, and try again."
        ),
        "too_many_login_attempts": _(
            "Too many attempts from where you are. Wait five minutes, and try again."
        ),
        "incorrect_password": _("This is not your password. Try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_of(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted for each client apart: who tries somebody's address does not lock them out of it.
        address = str(credentials.get("email", "")).lower()
        return f"{address} {client_of(request)}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to what somebody is here for: the admin, for who edits the site."""
        user: Any = request.user
        if user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        audit.note("sign_in.failed", who=user)

    def is_reauthentication_required(self, app: str) -> bool:
        """Not of who has no second factor yet: they gave their password a moment ago."""
        user = allauth.request.user
        return bool(user.is_authenticated and factors_of(user))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor shows it: the password alone opens nothing."""
        methods = super().get_reauthentication_methods(user)
        shown = [method for method in methods if method["id"].startswith("mfa_")]
        return shown or methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter with the link it is about."""
        url = context.get("password_reset_url") or context["activate_url"]
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        _send(template_prefix, template_prefix, user, email, url)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # Nothing of where and with what it was done: a letter is read by others.
        _send("account/email/changed", template_prefix, user, email or user.email)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "This is your only second step. Add another one first, and then remove this."
        ),
        "incorrect_code": _("This code is not right, or was used before. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = [each for each in factors_of(authenticator.user) if each.pk != authenticator.pk]
        return authenticator.type not in FACTORS or bool(others)


def _send(about: str, says: str, user: User | None, email: str, url: str = "") -> None:
    language = user.reading if user else settings.LANGUAGE_CODE
    send_letter(about, says=says, to=email, language=language, url=url)
