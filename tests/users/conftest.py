"""Somebody with an app, and the ways through the door."""

import re

import pytest
from django.contrib.auth import SESSION_KEY

from tests.cast import PASSWORD
from users.codes import code_of, give_app

DOOR = "/en/account/sign-in/"
CODE = "/en/account/sign-in/code/"
ADMIN = "/admin/"


@pytest.fixture
def site(homes, cast):
    return cast


@pytest.fixture
def secret(site):
    """The secret of the app of Edith."""
    return give_app(site.edith)


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post(DOOR, {"login": email, "password": password} | fields)


def is_in(client):
    return SESSION_KEY in client.session


def enter(client, email, secret, **fields):
    sign_in(client, email, **fields)
    return client.post(CODE, {"code": code_of(secret)})


def told(response, email):
    """Return the answer without what differs by its nature: the tokens, and what was typed."""
    html = response.content.decode().replace(email, "")
    return re.sub(r"\b\w{64}\b", "", html)
