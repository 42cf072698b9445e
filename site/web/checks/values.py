"""What a setting says, read as whoever uses it will read it."""

from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# A variable is given whole or not at all: one missing would send what is private elsewhere.
STORE = {
    "endpoint": "S3_ENDPOINT",
    "public_bucket": "S3_PUBLIC_BUCKET",
    "private_bucket": "S3_PRIVATE_BUCKET",
    "access_key": "S3_ACCESS_KEY",
    "secret_key": "S3_SECRET_KEY",
}


def address(url: str, *schemes: str) -> SplitResult | None:
    """Return the parts of an address that has one of these schemes, a host, and a sound port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in schemes and parts.hostname and port != 0 else None


def stays_here(host: str | None) -> bool:
    """Whether what is sent to this host stays on this machine.

    A socket's folder, a loopback address, or a name without a dot: a container beside this one. An
    address of a private network does not count, for that may be a real one.
    """
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return "." not in host


def is_readable(name: str) -> bool:
    try:
        with Path(name).open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def given(name: str, default: Any) -> Any:
    """Return a variable that only production keeps as it was given."""
    return getattr(settings, name, default)


def secret_key() -> str:
    # Django refuses to say an empty one.
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""
