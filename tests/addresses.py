"""Every address of the site that has a name."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse


def named(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the name of each address, and its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from named(pattern, inside)
        elif pattern.name:
            yield before + pattern.name, pattern.pattern


def admin_paths() -> Iterator[str]:
    """Yield the addresses of the admin that need no key: menus, lists, forms, choosers."""
    for name, _pattern in named():
        with suppress(NoReverseMatch):
            path = reverse(name)
            if path.startswith("/admin/"):
                yield path
