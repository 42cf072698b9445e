"""Through the door without walking: a second step that was shown, an app and what it says."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client

PERIOD = 30

_sign_in = Client.force_login


def sign_in_whole(client, user, backend=None):
    """Sign somebody in as if they had shown their second step, as most tests want it."""
    _sign_in(client, user, backend)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()


def sign_in_half(client, user):
    """Sign somebody in with a password alone."""
    _sign_in(client, user)


def give_app(user):
    """Return the secret of a new authenticator app of somebody."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret, *, periods=0):
    """Return what the app says now, or so many half minutes from now."""
    counter = int(time.time()) // PERIOD + periods
    return format_hotp_value(hotp_value(secret, counter))


def has_factor(user):
    return Authenticator.objects.filter(user=user).exists()
