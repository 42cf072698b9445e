"""Where sessions are kept, how long a quiet one lives, and how they are ended from elsewhere."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest, HttpResponseBase

from background.chores import chore
from users.models.session import SEEN, Session
from users.models.user import User
from web.zones import zone_of

# How often a session in use is written down again, in seconds.
EVERY = 60


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)  # noqa: S101 (the stub knows the base class only)
        session.describe(data)
        return session


class QuietSessionMiddleware:
    """Ends a session that was quiet for longer than its zone allows, at the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        quiet = zone_of(request.path).quiet
        if quiet and request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(SEEN, now)
            if now - seen > quiet.total_seconds():
                logout(request)
            elif now - seen > EVERY or SEEN not in request.session:
                request.session[SEEN] = now
        return self.get_response(request)


@chore("users.sessions", every=timedelta(days=1))
def forget_ended_sessions() -> None:
    SessionStore.clear_expired()


def sessions_of(user: User) -> list[Session]:
    """Return the sessions in which somebody is signed in, the one last used first."""
    return list(user.sessions.order_by("-seen_at", "-begun_on"))


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End the sessions of a person at their next request, but for the one with that key."""
    ended, _rows = user.sessions.exclude(pk=but or "").delete()
    return ended
