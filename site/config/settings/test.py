"""The test suite: as development, faster at what tests repeat, with media of its own."""

from config import env
from config.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = env.VAR / "test-media"
PRIVATE_ROOT = env.VAR / "test-private"
# Buckets and indexes of their own: what a test writes never meets what development keeps.
S3 = S3 | {
    "public_bucket": S3["public_bucket"].replace("portevoix-", "portevoix-test-", 1),
    "private_bucket": S3["private_bucket"].replace("portevoix-", "portevoix-test-", 1),
}
ELASTICSEARCH_PREFIX = f"{ELASTICSEARCH_PREFIX}-test"
# A test that asks what is meant says whom.
SEARCH_MEANING = ""
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASES = {"default": env.database(env.DATABASE_URL)}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    # A file, not memory: the live server of the browser tests reads it from other threads.
    DATABASES["default"]["TEST"] = {"NAME": str(env.VAR / "test.sqlite3")}
