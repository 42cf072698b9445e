"""Every setting, as a fresh clone runs: SQLite, media on disk, embedded search, no mail.

`dev` and `test` are a few overrides; `production` only hardens and requires.
"""

from zoneinfo import available_timezones

from config import env
from config.settings.people import *

ROOT = env.ROOT
SITE = ROOT / "site"

PRODUCTION = False
DEBUG = env.DEBUG
SECRET_KEY = env.SECRET_KEY
ALLOWED_HOSTS = env.ALLOWED_HOSTS
BASE_URL = env.BASE_URL
SECURITY_CONTACT = env.SECURITY_CONTACT
# Whose word on where a request comes from is believed: see web/clients.py.
TRUSTED_PROXIES = env.TRUSTED_PROXIES

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "demo",
    "operations",
    "search",
    "home",
    "coalitions",
    "campaigns",
    "library",
    "strategy",
    "core",
    "translation",
    "media",
    "users",
    "web",
    "background",
    "wagtail_localize",
    "wagtail_localize.locales",  # replaces wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # its fields are in Wagtail's search; Django 6.1 insists
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.middleware.ContentSecurityPolicyMiddleware",
    "web.middleware.FixedHeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "web.middleware.PreferencesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "users.sessions.QuietSessionMiddleware",
    "users.factors.SecondFactorMiddleware",
    "users.time_zone.TimeZoneMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.redirects.PublicRedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context_processors.reader",
                "core.context_processors.chrome",
            ],
            "builtins": ["web.templatetags.words"],
        },
    },
]

# Data

DATABASES = {"default": env.database(env.DATABASE_URL)}
CACHES = {"default": env.cache(env.CACHE_URL)}
# Everything is private unless it says otherwise: see media/storage.py.
S3 = env.S3
STORE = "Bucket" if S3["endpoint"] else "Disk"
STORAGES = {
    "default": {"BACKEND": f"media.storage.Private{STORE}"},
    "public": {"BACKEND": f"media.storage.Public{STORE}"},
    # Names carry a hash of the content, so that browsers keep each file for good.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.VAR / "media"
MEDIA_URL = "/media/"
PRIVATE_ROOT = env.VAR / "private"
STATIC_ROOT = env.VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
# In place of the finder of files: it joins the parts of css/site.css, and keeps the result here.
STATICFILES_FINDERS = [
    "web.stylesheets.StylesheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLESHEETS_ROOT = env.VAR / "stylesheets"

# Background work: `manage.py worker` does it, see the package `background`.

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# A mail is first a row of the outbox; the worker hands it over to the delivery backend.
EMAIL_BACKEND = "background.mail.OutboxBackend"
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(env.mail(env.EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.EMAIL_FROM or "portevoix@localhost"

# Search: Elasticsearch where there is one, the database's own index elsewhere.

ELASTICSEARCH = env.ELASTICSEARCH
ELASTICSEARCH_PREFIX = env.ELASTICSEARCH_PREFIX
SEARCH_MEANING = env.SEARCH_MEANING
SEARCH_MISSES = env.SEARCH_MISSES

# Languages: one line here, a catalogue in site/locale, and a stemmer in search/text.py.

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("zh-hans", "中文"),
]
LOCALE_PATHS = [SITE / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Wagtail

WAGTAIL_SITE_NAME = "Portevoix"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Without the machine's own, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAILIMAGES_RENDITION_STORAGE = "public"
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
# What media/cleaning can clean, and nothing else: SVG is a program, an archive holds anything.
WAGTAILIMAGES_EXTENSIONS = [
    "avif",
    "gif",
    "heic",
    "heif",
    "jpg",
    "jpeg",
    "png",
    "tif",
    "tiff",
    "webp",
]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": (
            "search.admin_index.PatientBackend"
            if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
            else "wagtail.search.backends.database"
        ),
        # PostgreSQL must not stem again, as English, what search/text.py has stemmed.
        "SEARCH_CONFIG": "simple",
    }
}
# No address but this site's own is ever asked for anything, by visitors or by editors.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# Translating a live page must not publish its untranslated copy.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "translation.workflow.publish_when_translated"

# Headers: the content security policies are by zone, see web/zones.py.

FIXED_HEADERS = {
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Whitenoise would let every other site read our static files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# To the console, whatever DEBUG says. Nothing logs addresses, bodies or what was searched for.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "web.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}

# What a Prometheus says to be told numbers; without it there is nothing to be told.
METRICS_KEY = env.METRICS_KEY

# What backups are encrypted to: the public half of a key that is kept elsewhere.
BACKUP_RECIPIENT = env.BACKUP_RECIPIENT

# Who may sign in to look at the demonstration: nobody, unless development says so.
DEMO_PEOPLE: dict[str, dict[str, str]] = {}
