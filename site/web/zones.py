"""The parts of the site that are answered by rules of their own, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from csp.constants import NONE, SELF

from web.languages import codes

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

    `translated` prefixes come after that of a language. `cache` is empty where each view says for
    itself how long its answer may be kept. Where `second_factor` is asked for, people who have not
    shown one are nobody. After `quiet` without a request they are signed out.
    """

    prefix: str
    policy: Policy
    translated: bool = False
    frames: str = "DENY"
    cache: str = ""
    second_factor: bool = True
    quiet: timedelta | None = None

    def holds(self, path: str) -> bool:
        prefixes = [f"/{code}{self.prefix}" for code in codes()]
        return path.startswith(tuple(prefixes) if self.translated else self.prefix)


PRIVATE = "private, no-store"

PUBLIC = Zone("/", STRICT)
ADMIN = Zone("/admin/", WAGTAIL, frames="SAMEORIGIN", cache=PRIVATE, quiet=timedelta(hours=8))
# Where people become somebody.
ACCOUNT = Zone(
    "/account/",
    STRICT,
    translated=True,
    cache=PRIVATE,
    second_factor=False,
    quiet=timedelta(minutes=30),
)
# Where the members of a coalition work.
SPACES = Zone("/spaces/", STRICT, translated=True, cache=PRIVATE, quiet=timedelta(minutes=30))
ZONES = (ADMIN, ACCOUNT, SPACES)


def zone_of(path: str) -> Zone:
    """Return the zone of a path: the public site, where no other claims it."""
    return next((zone for zone in ZONES if zone.holds(path)), PUBLIC)
