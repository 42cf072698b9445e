"""People, their sessions, and what is remembered of what they did at the door."""

from users.models.event import SecurityEvent
from users.models.session import Session
from users.models.user import User

__all__ = ["SecurityEvent", "Session", "User"]
