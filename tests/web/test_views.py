"""Errors in the design, and the files that machines ask for."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import translation

from tests.factories import add_standard_page, translate
from web.views import bad_request, permission_denied, server_error


@pytest.mark.parametrize("view", [bad_request, permission_denied])
def test_an_error_page_is_in_the_language_of_the_address(homes, view):
    with translation.override("ar"):
        response = view(RequestFactory().get("/ar/"), Exception())
    html = response.content.decode()
    assert 'lang="ar" dir="rtl"' in html
    assert response.status_code == {bad_request: 400, permission_denied: 403}[view]


def test_the_page_of_a_breakdown_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/en/"))
    assert response.status_code == 500


def test_a_stranger_host_is_refused(client, homes):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_a_form_that_waited_too_long_is_told_what_to_do(homes, cast):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/en/account/sign-in/", {"login": "x"})
    assert response.status_code == 403
    assert "reload" in response.content.decode()


def test_the_sitemap_has_a_part_for_each_language(client, homes):
    page = add_standard_page(homes["en"], slug="about")
    translate(page, homes["fr"], slug="a-propos")
    add_standard_page(homes["en"], slug="draft", live=False)
    index = client.get("/sitemap.xml").content.decode()
    assert index.count("<sitemap>") == 6
    part = client.get("/sitemap-fr.xml").content.decode()
    assert "<loc>http://localhost:8000/fr/a-propos/</loc>" in part
    assert "/en/" not in part
    assert "draft" not in client.get("/sitemap-en.xml").content.decode()


def test_the_sitemap_asks_as_much_for_many_pages_as_for_few(
    client, home, django_assert_num_queries
):
    for count in (2, 20):
        for _number in range(count):
            add_standard_page(home)
        client.get("/sitemap-en.xml")
        with django_assert_num_queries(2):
            client.get("/sitemap-en.xml")


def test_robots_are_told_no_path_to_keep_out_of(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "Sitemap: http://localhost:8000/sitemap.xml"]


def test_whom_to_write_to_about_a_weakness(client, db):
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:security@portevoix.example"
    expires = dt.datetime.fromisoformat(fields["Expires"])
    assert dt.timedelta(days=30) < expires - dt.datetime.now(dt.UTC) < dt.timedelta(days=365)
    assert fields["Preferred-Languages"] == "en, fr, es, ar, ru, zh-Hans"


def test_the_manifest_speaks_the_language_of_its_address(client, db):
    manifest = client.get("/ar/site.webmanifest").json()
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ar", "rtl", "/ar/")


def test_a_section_has_a_feed_of_what_is_public(client, home):
    from tests.factories import add_campaign, add_campaign_section

    section = add_campaign_section(home, slug="campaigns")
    add_campaign(section, title="Heard <b>here</b>", summary="We & they")
    add_campaign(section, title="Not yet", live=False)
    response = client.get("/en/campaigns/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert "Heard &lt;b&gt;here&lt;/b&gt;" in text
    assert "We &amp; they" in text
    assert "Not yet" not in text
