"""Production only hardens and requires: it never does what development does not.

What is missing is told by the system checks in `core/checks.py`, before the first request.
"""

from config import env
from config.settings.base import *

DEBUG = False

# The chrome of the pages is cached: every worker must see the same cache.
CACHES = {"default": env.cache(env.CACHE_URL or "dbcache://portevoix_cache")}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
# Asks for Django's middleware: `core.middleware` sets X-Frame-Options for the site and the admin.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
