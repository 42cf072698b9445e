"""Through the door without walking through it: with a second step that was shown, or without."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

# For people who are made in one process and sign in from another: as good as their password.
KNOWN = "KNOWNTOEVERYBODYWHOREADSTHETESTS"

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
