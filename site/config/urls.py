"""Every address of the site: what has no language, then what has one in front."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.utils.functional import lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail.admin import urls as admin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents.views.serve import serve as serve_document

from core import views
from core.sitemaps import SITEMAPS
from search.views import search

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

a_day = cache_control(public=True, max_age=24 * 60 * 60)

urlpatterns = [
    # Wagtail refuses a link that would sign somebody out, but takes their cookie all the same.
    path("admin/logout/", require_POST(LogoutView.as_view())),
    path("admin/", include(admin_urls)),
    # Not its form for passwords: that tells which collections are private.
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("", views.choose_language),
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

if settings.SERVES_MEDIA:
    urlpatterns.append(
        path("media/<path:path>", a_day(serve_file), {"document_root": settings.MEDIA_ROOT})
    )

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("site.webmanifest", a_day(views.manifest), name="manifest"),
    # Under the name by which Wagtail builds the addresses of pages. Its other addresses are left
    # out: one of them is a second door to sign in by.
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
)
