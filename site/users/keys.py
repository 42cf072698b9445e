"""Keys of their own for what must not be read by who has the database: the seeds of codes.

`SECRETS_KEYS` lists them: the first seals, each of them opens, so that a new one is put in front
and the old one is left out when everything was sealed again.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _ring() -> MultiFernet:
    # However it is written: Fernet wants 32 bytes in its own alphabet.
    digests = (hashlib.sha256(key.encode()).digest() for key in settings.SECRETS_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(text: str) -> str:
    return _ring().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed. Raises `cryptography.fernet.InvalidToken` under another key."""
    return _ring().decrypt(sealed.encode()).decode()
