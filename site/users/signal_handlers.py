"""What follows from what happens to an account, whoever brought it about."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from users import audit
from users.models import User
from users.sessions import end_sessions


@receiver(post_save, sender=User)
def keep_address(
    instance: User, raw: bool = False, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    """The address an administrator wrote, or an invitation went to, needs no further proof."""
    if not raw and (update_fields is None or "email" in update_fields):
        addresses = EmailAddress.objects.filter(user=instance)
        addresses.filter(verified=True).exclude(email__iexact=instance.email).delete()
        EmailAddress.objects.update_or_create(
            user=instance,
            email=instance.email.lower(),
            defaults={"verified": True, "primary": True},
        )


@receiver(user_logged_in)
def remember_sign_in(user: User, **_: Any) -> None:
    audit.note("sign_in", who=user)


@receiver((password_changed, password_reset, password_set))
def end_other_sessions(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever knew the old password is out."""
    audit.note("password.changed", who=user)
    end_sessions(user, but=request.session.session_key)
