"""Production only hardens and requires: it never does what development does not.

What is missing is told by the system checks in `web/checks`: in production every command and
the web server ask them first, and do not start on what only a first look may run on.
"""

from config import env
from config.settings.base import *

PRODUCTION = True
DEBUG = False

# As they were given, for the checks: who else uses them has read them already.
EMAIL_URL = env.EMAIL_URL

# For machines: see web/logs.py.
LOGGING = LOGGING | {
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}}
}

# The chrome of the pages is cached: every worker must see the same cache.
CACHES = {"default": env.cache(env.CACHE_URL or "dbcache://portevoix_cache")}

SECURE_SSL_REDIRECT = True
# Asked on this machine by what keeps it running; the answer is one word.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
# No header is believed here: gunicorn reads X-Forwarded-Proto, from TRUSTED_PROXIES alone.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
# Asks for Django's middleware: `web.middleware` sets X-Frame-Options for the site and the admin.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
