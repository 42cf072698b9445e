"""Addresses: what answers, what is not found, what may be kept."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import add_campaign, add_campaign_section, add_standard_page, translate


def test_a_page_answers_at_its_address(client, home):
    page = add_standard_page(home, title="About us", slug="about")
    response = client.get("/en/about/")
    assert response.status_code == 200
    assert page.title in response.content.decode()


def test_a_page_below_another_answers_at_its_whole_address(client, home):
    add_standard_page(add_standard_page(home, slug="a"), slug="b", title="Deep")
    assert client.get("/en/a/b/").context["page"].title == "Deep"
    assert client.get("/en/b/").status_code == 404


def test_an_address_in_one_language_is_not_found_in_another(client, homes):
    add_standard_page(homes["fr"], slug="a-propos")
    assert client.get("/fr/a-propos/").status_code == 200
    assert client.get("/en/a-propos/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/?x=1"])
def test_the_root_leads_to_the_language_the_browser_asks_for(client, homes, path):
    response = client.get(path, headers={"accept-language": "ar,fr;q=0.5"})
    assert response.status_code == 302
    assert response["Location"] == "/ar/"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    "path", ["/xx/", "/xx/about/", "/en/nothing/", "/en/nothing/feed/", "/wp-login.php", "/en/%00/"]
)
def test_an_unknown_address_is_not_found(client, homes, path):
    assert client.get(path).status_code == 404


def test_what_may_not_be_seen_answers_as_what_is_not_there(client, home):
    draft = add_standard_page(home, slug="draft", live=False)
    secret = add_standard_page(home, slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    missing = client.get("/en/missing/")
    for page in (draft, secret):
        response = client.get(f"/en/{page.slug}/")
        assert response.status_code == 404
        assert response.content.replace(page.slug.encode(), b"") == missing.content.replace(
            b"missing", b""
        )
        assert response.headers.keys() == missing.headers.keys()


def test_a_member_of_staff_sees_no_more_than_a_visitor(client, home, cast):
    secret = add_standard_page(home, slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    client.force_login(cast.adam)
    assert client.get("/en/secret/").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99999999999999999999", "1e9", "", "１"])
def test_a_malformed_page_number_shows_a_page(client, home, number):
    add_campaign(add_campaign_section(home, slug="campaigns"))
    response = client.get("/en/campaigns/", {"page": number})
    assert response.status_code == 200
    assert response.context["results"].number == 1


@pytest.mark.parametrize(
    "query", ["a" * 5000, "%00", "x=%ff%fe", "page=1&page=2", "q[]=1", "data=", "data=nonsense"]
)
def test_an_absurd_query_string_breaks_nothing(client, home, query):
    add_standard_page(home, slug="about")
    assert client.get(f"/en/about/?{query}").status_code == 200


def test_a_page_may_be_kept_but_is_asked_about_each_time(client, home):
    add_standard_page(home, slug="about")
    response = client.get("/en/about/")
    assert response["Cache-Control"] == "no-cache"
    assert {"Cookie", "Save-Data"} <= set(response["Vary"].split(", "))
    again = client.get("/en/about/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_visitor_is_given_no_cookie(client, home):
    assert not client.get("/en/").cookies
    assert not client.get("/en/nothing/").cookies


def rename(page, slug, capture):
    with capture(execute=True):
        page.slug = slug
        page.save_revision().publish()


def test_a_slug_that_changed_still_leads_to_the_page(
    client, home, django_capture_on_commit_callbacks
):
    page = add_standard_page(home, slug="old")
    rename(page, "new", django_capture_on_commit_callbacks)
    response = client.get("/en/old/")
    assert (response.status_code, response["Location"]) == (301, "/en/new/")


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_an_old_slug_does_not_tell_where_a_hidden_page_is_now(
    client, home, django_capture_on_commit_callbacks, hide
):
    page = add_standard_page(home, slug="old")
    rename(page, "new", django_capture_on_commit_callbacks)
    if hide == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/en/old/").status_code == 404


@pytest.mark.parametrize("path", ["/_util/login/", "/_util/authenticate_with_password/1/1/"])
def test_there_is_no_second_door(client, homes, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {}).status_code == 404


def test_a_page_is_offered_in_the_languages_it_exists_in(client, homes):
    page = add_standard_page(homes["en"], slug="about")
    translate(page, homes["zh-hans"], slug="guanyu")
    html = client.get("/en/about/").content.decode()
    assert (
        '<link rel="alternate" hreflang="zh-Hans" href="http://localhost:8000/zh-hans/guanyu/">'
        in html
    )
    assert 'hreflang="fr" href="http' not in html
    assert '<a href="/fr/" hreflang="fr"' in html


def test_a_page_says_its_language_and_direction(client, homes):
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()
    assert '<html lang="zh-Hans" dir="ltr">' in client.get("/zh-hans/").content.decode()
