"""A service that is down is answered as such: when to come back, and nothing of what broke."""

import errno
import logging

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from background.errors import Unavailable
from config.urls import *  # noqa: F403 (the whole site, and doors that break)
from config.urls import urlpatterns as of_the_site
from web.outages import outage, service_unavailable

ERRORS = {
    "store": lambda: Unavailable("the store at secret-host"),
    "refused": lambda: OperationalError("connection to secret-host refused"),
    "closed": lambda: InterfaceError("the connection to secret-host is closed"),
    "full": lambda: OSError(errno.ENOSPC, "No space left", "/secret-host"),
}


def break_down(request, which):
    raise ERRORS[which]()


def ask_for_a_table_that_does_not_exist(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM nothing_of_the_kind")


class SessionMiddlewareThatBreaks:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raise OperationalError("connection to secret-host refused")


urlpatterns = [
    path("broken/<which>/", break_down),
    path("admin/images/multiple/broken/<which>/", break_down),
    path("mistaken/", ask_for_a_table_that_does_not_exist),
    *of_the_site,
]


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("which", ERRORS)
def test_a_visitor_is_told_to_come_back_and_nothing_of_what_broke(visitor, db, which):
    response = visitor.get(f"/broken/{which}/")
    html = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "no-store" in response["Cache-Control"]
    assert "We cannot answer right now" in html
    assert "Traceback" not in html
    assert "secret-host" not in html
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_what_a_middleware_meets_is_answered_alike(visitor, db, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.SessionMiddlewareThatBreaks"]
    assert visitor.get("/en/").status_code == 503


def test_a_mistake_of_ours_is_no_outage(visitor, db):
    response = visitor.get("/mistaken/")
    assert (response.status_code, "Retry-After" in response) == (500, False)


def test_a_file_that_is_missing_is_no_outage():
    assert not outage(FileNotFoundError(errno.ENOENT, "No such file"))


def test_what_broke_is_logged_without_what_was_sent(visitor, db, caplog):
    with caplog.at_level(logging.ERROR, logger="django.request"):
        logging.getLogger("django").propagate = True
        visitor.post("/broken/store/", {"words": "a private word"})
    logging.getLogger("django").propagate = False
    assert "Service Unavailable: /broken/store/" in caplog.text
    assert "Unavailable" in caplog.text
    assert "a private word" not in caplog.text


def test_the_page_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        service_unavailable(RequestFactory().get("/en/"))


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru", "zh-hans"])
def test_the_page_is_in_the_language_of_the_address(visitor, db, code):
    with translation.override(code):
        html = service_unavailable(RequestFactory().get(f"/{code}/")).content.decode()
    assert f'dir="{"rtl" if code == "ar" else "ltr"}"' in html
    assert "css/site.css" in html


def test_a_script_is_answered_in_json(visitor, db):
    response = visitor.post("/broken/store/", headers={"x-requested-with": "XMLHttpRequest"})
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.json()["success"] is False


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_who_uploads_many_files_reads_that_this_one_was_not_saved(
    visitor, cast, kind, monkeypatch, caplog
):
    def save(self, *args, **kwargs):
        raise Unavailable("store")

    view = {
        "images": "wagtail.images.views.multiple",
        "documents": "wagtail.documents.views.multiple",
    }
    monkeypatch.setattr(f"{view[kind]}.AddView.post", save)
    visitor.force_login(cast.edith)
    response = visitor.post(
        f"/admin/{kind}/multiple/add/", headers={"x-requested-with": "XMLHttpRequest"}
    )
    # Wagtail's script shows the words only of an answer that is not an error.
    assert response.status_code == 200
    told = response.json()
    assert told["success"] is False
    assert "was not saved" in told["error_message"]
    assert f"A service is down: /admin/{kind}/multiple/add/" in caplog.text
