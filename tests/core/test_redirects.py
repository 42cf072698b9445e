"""Old addresses: they lead on, to another site too, and never tell of a page that is hidden."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import add_campaign_section, add_standard_page


def leads(client, old="/en/old/"):
    """Return where an old address leads; nothing when it is not found."""
    response = client.get(old)
    assert response.status_code in (301, 302, 404)
    return response.headers.get("Location", "")


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def unpublish(page):
    page.unpublish()


@pytest.mark.parametrize("hide", [restrict, unpublish], ids=lambda each: each.__name__)
@pytest.mark.parametrize("slug", ["hidden", "مخفي", "caché"])
@pytest.mark.parametrize("rest", ["", "feed/", "?q=1", "#part"])
@pytest.mark.parametrize(
    "start", ["", "http://localhost:8000", "http://testserver", "//testserver"]
)
def test_no_old_address_tells_where_a_hidden_page_is(client, home, hide, slug, rest, start):
    page = add_campaign_section(home, slug=slug)
    Redirect.add_redirect("/en/old", redirect_to=f"{start}{page.get_url()}{rest}")
    Redirect.add_redirect("/en/older", redirect_to=page)
    assert leads(client)
    assert leads(client, "/en/older/")
    hide(page)
    assert leads(client) == ""
    assert leads(client, "/en/older/") == ""


@pytest.mark.parametrize(
    "elsewhere", ["https://new.example.org/en/about/", "https://new.example.org"]
)
def test_an_address_may_lead_to_another_site_whatever_is_here_at_its_path(client, home, elsewhere):
    add_standard_page(home, slug="about", live=False)
    Redirect.add_redirect("/en/about", redirect_to=elsewhere)
    assert leads(client, "/en/about/") == elsewhere


@pytest.mark.parametrize(
    "nowhere", ["http://new.example.org/", "//new.example.org/", "https://[broken", "/en/%00/x"]
)
def test_an_address_without_tls_or_sense_leads_nowhere_and_breaks_nothing(client, home, nowhere):
    Redirect.add_redirect("/en/old", redirect_to=nowhere)
    assert leads(client) in ("", "/en/%00/x")


@pytest.mark.parametrize("here", ["", "/", "//", "/fr", "/robots.txt", "http://testserver"])
def test_the_front_door_and_files_are_no_pages(client, homes, here):
    Redirect.add_redirect("/en/old", redirect_to=here or "/")
    assert leads(client) == (here or "/")


def test_whoever_follows_the_feed_of_a_section_follows_it_to_its_new_address(
    client, home, django_capture_on_commit_callbacks
):
    section = add_campaign_section(home, slug="before")
    section.slug = "after"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    assert leads(client, "/en/before/") == "/en/after/"
    assert leads(client, "/en/before/feed/") == "/en/after/feed/"
