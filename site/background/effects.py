"""Which effects the outbox knows, and what makes each of them so.

A handler is given what the effect is about (`subject`) and what came with it (`payload`). It reads
the database as it is now and makes the outside equal to it: it may be called twice, late, or out of
order, and a delete wins because the row is gone. It raises `Unavailable` when a service is down.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[[str, dict[str, Any]], None]

_handlers: dict[str, Handler] = {}
_kinds_after: dict[str, list[str]] = defaultdict(list)


def effect(kind: str, *, after: str = "") -> Callable[[Handler], Handler]:
    """Register the handler of a kind: `media.renditions`, after the package that owns it.

    `after` names an event that it follows from, such as `page.changed`: whoever announces the event
    need not know who follows.
    """

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        if after:
            _kinds_after[after].append(kind)
        return handler

    return register


def kinds_after(event: str) -> tuple[str, ...]:
    return tuple(_kinds_after.get(event, ()))


def handler_of(kind: str) -> Handler:
    """Return the handler of a kind; raise LookupError when there is none."""
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"Nothing delivers the effect {kind!r}.") from None
