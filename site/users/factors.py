"""The second factor: a password alone opens nothing that is private.

Whoever signed in and has not shown a passkey or a code in this session is nobody outside the
screens of the account (`web.zones`): no view has to ask, and none can forget to.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as allauth
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from users import audit
from users.models import User
from users.sessions import end_sessions
from web.zones import zone_of

# What somebody may reach with a password alone: the second step itself, and the way out.
HALF_WAY = frozenset(
    {
        "account_login",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
# Codes to fall back on are none of them: they are worth something only beside one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at"))


def showed_factor(request: HttpRequest, user: User) -> bool:
    """Whether somebody showed a second factor in this session."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


def recovery_codes_left(user: User) -> int:
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if zone_of(request.path).second_factor:
            whole = partial(_whole, request, request.user)
            request.user = SimpleLazyObject(whole)  # type: ignore[assignment] # as Django does
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead those who are half-way to their second step, on whichever screen they try."""
        user: Any = request.user
        if zone_of(request.path).second_factor or not user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in HALF_WAY or showed_factor(request, user):
            return None
        return redirect("account_login")


def _whole(request: HttpRequest, user: Any) -> Any:
    if user.is_authenticated and showed_factor(request, user):
        return user
    return AnonymousUser()


@receiver(post_save, sender=Authenticator)
def begin_to_count(instance: Authenticator, created: bool, **_: Any) -> None:
    """What was just set up was shown; and what was signed in before, without it, is over.

    In the transaction that adds it. Outside of a request nobody's session is known.
    """
    request = allauth.request
    if not created:
        return
    audit.note("factor.added", who=instance.user, type=instance.type)
    if request is None or instance.type not in FACTORS or request.user.pk != instance.user.pk:
        return
    if not showed_factor(request, instance.user):
        shown = {"id": instance.pk, "type": instance.type, "reauthenticated": True}
        record_authentication(request, instance.user, "mfa", **shown)
        end_sessions(instance.user, but=request.session.session_key)


@receiver(authenticator_removed)
def remember_removal(user: User, authenticator: Authenticator, **_: Any) -> None:
    audit.note("factor.removed", who=user, type=authenticator.type)
