"""Asks for the second step again before something that matters."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required

View = Callable[..., Any]


def shown_again(view: View) -> View:
    """Lead whoever has not shown who they are for a while to do so first, and back here."""
    guarded: View = reauthentication_required(view)
    return guarded
