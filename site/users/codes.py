"""The codes of authenticator apps: time-based, six digits, half a minute each (RFC 6238)."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from users.models import User

# Seconds for which an app shows the same code.
PERIOD = 30


def give_app(user: User, secret: str = "") -> str:
    """Set up an app for somebody, as if they had; return what it holds, in base 32."""
    secret = secret or generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, periods: int = 0) -> str:
    """Return what an app shows now, or so many periods from now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + periods))
    return code
