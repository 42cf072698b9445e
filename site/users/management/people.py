"""Finds the person a command is about."""

from django.core.management.base import CommandError

from users.models import User


def find(email: str) -> User:
    """Return who signs in with an address. Raises CommandError when nobody does."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Nobody signs in with {email}.")
    return user
