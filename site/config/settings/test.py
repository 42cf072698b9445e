"""The test suite: as development, faster at what tests repeat, with media of its own."""

from config import env
from config.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = env.VAR / "test-media"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES = {"default": env.database(env.DATABASE_URL)}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    # A file, not memory: the live server of the browser tests reads it from other threads.
    DATABASES["default"]["TEST"] = {"NAME": str(env.VAR / "test.sqlite3")}
