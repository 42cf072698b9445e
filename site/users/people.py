"""Who asks."""

from typing import Any

from django.http import HttpRequest

from users.models import User


def person(request: HttpRequest) -> User:
    """Return who asks, in a view that only people who signed in reach."""
    user: Any = request.user
    return user
