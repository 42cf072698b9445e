"""The parts of the site that are answered by rules of their own, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from csp.constants import NONE, SELF

Policy = Mapping[str, list[str]]

STRICT: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}
# What the Wagtail 8.0 admin needs (measured): inline scripts and styles, its own frames for
# previews, data and blob images.
WAGTAIL: Policy = {
    "default-src": [NONE],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}


@dataclass(frozen=True)
class Zone:
    """Everything below a prefix: what a page may load, who may frame it, who may keep it.

    `cache` is empty where each view says for itself how long its answer may be kept.
    """

    prefix: str
    policy: Policy
    frames: str = "DENY"
    cache: str = ""


PUBLIC = Zone("/", STRICT)
ADMIN = Zone("/admin/", WAGTAIL, frames="SAMEORIGIN", cache="private, no-store")
ZONES = (ADMIN,)


def zone_of(path: str) -> Zone:
    """Return the zone of a path: the public site, where no other claims it."""
    return next((zone for zone in ZONES if path.startswith(zone.prefix)), PUBLIC)
