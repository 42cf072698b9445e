"""Every address of the site: what has no language, then what has one in front."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.utils.functional import lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls

from core import terms
from core.addresses import serve
from core.sitemaps import SITEMAPS
from media.views import (
    original_image,
    portrait,
    private_document,
    public_file,
    serve_document,
)
from operations.views import live, metrics, ready
from search.spaces.views import search_space
from search.views import feed, search, suggest
from users.views import sign_out
from web import views

handler400 = "web.views.bad_request"
handler403 = "web.views.permission_denied"
handler404 = "web.views.page_not_found"
handler429 = "web.views.too_many_requests"
handler500 = "web.views.server_error"

# As a slug in any script may be, and nothing else.
SLUG = r"([-\w]+)"

a_day = cache_control(public=True, max_age=24 * 60 * 60)

urlpatterns = [
    # One door: Wagtail's own would let people in with a password alone.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", require_POST(sign_out)),
    path("admin/", include(admin_urls)),
    # Not its form for passwords: that tells which collections are private.
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("media/<path:path>", public_file, name="public_file"),
    path("files/images/<int:image_id>/", original_image, name="original_image"),
    path("files/documents/<int:document_id>/", private_document, name="private_document"),
    path("files/portraits/<int:user_id>/", portrait, name="portrait"),
    path("", views.choose_language),
    # For the machine that runs this one: see operations/views.py.
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", a_day(views.robots), name="robots"),
    path(".well-known/security.txt", a_day(views.security_txt), name="security_txt"),
    # Asked at run time: commands work before the static files are collected.
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("img/icon-192.png"))),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]

urlpatterns += i18n_patterns(
    path("account/", include("users.urls")),
    path("spaces/<uuid:coalition_id>/search/", search_space, name="space_search"),
    path("spaces/", include("coalitions.urls")),
    path("search/", search, name="search"),
    path("search/feed/", feed, name="search_feed"),
    path("search/suggest/", suggest, name="search_suggest"),
    path("topics/", terms.topic_list, name="topic_list"),
    re_path(rf"^topics/{SLUG}/$", terms.topic_page, name="topic"),
    re_path(rf"^topics/{SLUG}/feed/$", terms.topic_feed, name="topic_feed"),
    path("regions/", terms.region_list, name="region_list"),
    re_path(rf"^regions/{SLUG}/$", terms.region_page, name="region"),
    re_path(rf"^regions/{SLUG}/feed/$", terms.region_feed, name="region_feed"),
    path("site.webmanifest", a_day(views.manifest), name="manifest"),
    # Under the name by which Wagtail builds the addresses of pages. Its other addresses are left
    # out: one of them is a second door to sign in by.
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
)
