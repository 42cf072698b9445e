"""The page of a topic or a region: what is public about it, in the reader's language or its own."""

import re

import pytest
from django.db.models.signals import post_save
from wagtail.models import PageViewRestriction

from background.services import settle
from core.models import TopicWords
from core.terms import SHOWN_PER_KIND
from library.models import StatementPage
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_goal,
    add_library,
    add_page,
    add_region,
    add_resource,
    add_strategy,
    add_topic,
    translate,
)

pytestmark = pytest.mark.usefixtures("embedded_search")


@pytest.fixture
def water(homes):
    return add_topic("water", en="Water", fr="Eau", ar="الماء")


def about(page, *terms):
    for term in terms:
        getattr(page, f"{term._meta.model_name}s").add(term)
    page.save_revision().publish()
    return page


@pytest.fixture
def one_of_each(homes, water):
    home = homes["en"]
    library = add_library(home)
    return {
        "campaign": about(add_campaign(add_campaign_section(home), title="Act"), water),
        "goal": about(add_goal(add_strategy(home), title="Reach"), water),
        "statement": about(add_page(StatementPage, library, title="Say"), water),
        "resource": about(add_resource(library, title="Use"), water),
    }


def listed(client, path):
    html = client.get(path).content.decode().split("<main")[1]
    return re.findall(r'<h3[^>]*><a href="([^"]+)"[^>]*>(.*?)</a>', html)


def test_a_topic_lists_what_is_about_it_what_one_can_act_on_first(client, one_of_each):
    titles = [title for _url, title in listed(client, "/en/topics/water/")]
    assert titles == ["Act", "Reach", "Say", "Use"]
    html = client.get("/en/topics/water/").content.decode()
    assert re.findall(r'<h2 id="(\w+)">(.*?)</h2>', html) == [
        ("campaignpage", "Campaigns"),
        ("goalpage", "Goals"),
        ("statementpage", "Statements"),
        ("resourcepage", "Resources"),
    ]


def test_what_is_not_public_is_not_listed(client, one_of_each):
    one_of_each["campaign"].unpublish()
    PageViewRestriction.objects.create(
        page=one_of_each["goal"], restriction_type=PageViewRestriction.LOGIN
    )
    titles = [title for _url, title in listed(client, "/en/topics/water/")]
    assert titles == ["Say", "Use"]
    feed = client.get("/en/topics/water/feed/").content.decode()
    assert set(re.findall(r"<entry><title>(.*?)</title>", feed)) == {"Say", "Use"}


def test_what_exists_in_another_language_only_is_listed_in_it(client, homes, water):
    library = add_library(homes["en"])
    guide = about(add_resource(library, title="Guide", summary="In short"), water)
    html = client.get("/fr/topics/water/").content.decode()
    assert f'<h3 lang="en" dir="ltr"><a href="{guide.get_url()}" hreflang="en">Guide</a>' in html
    assert '<span class="tag tag--line" lang="en">English</span>' in html
    french = translate(guide, add_library(homes["fr"]), title="Le guide")
    about(french, water)
    assert listed(client, "/fr/topics/water/") == [(french.get_url(), "Le guide")]
    assert listed(client, "/ar/topics/water/") == [(guide.get_url(), "Guide")]
    assert listed(client, "/en/topics/water/") == [(guide.get_url(), "Guide")]


def test_a_long_shelf_shows_its_first_and_leads_to_all(client, homes, water):
    library = add_library(homes["en"])
    for _number in range(SHOWN_PER_KIND + 2):
        about(add_resource(library), water)
    html = client.get("/en/topics/water/").content.decode()
    assert len(listed(client, "/en/topics/water/")) == SHOWN_PER_KIND
    assert f'href="?show=resourcepage">Show all {SHOWN_PER_KIND + 2}' in html
    assert len(listed(client, "/en/topics/water/?show=resourcepage")) == SHOWN_PER_KIND + 2


@pytest.mark.parametrize("show", ["standardpage", "homepage", "nothing", "\0", "'"])
def test_only_what_has_topics_is_shown_alone(client, water, show):
    assert client.get("/en/topics/water/", {"show": show}).status_code == 404


@pytest.mark.parametrize("slug", ["fire", "%00", "..", "water%2Fx"])
@pytest.mark.parametrize("rest", ["", "feed/"])
def test_a_topic_that_does_not_exist_is_missing(client, water, slug, rest):
    assert client.get(f"/en/topics/{slug}/{rest}").status_code == 404


def test_a_topic_is_in_every_language_under_one_slug(client, one_of_each):
    html = client.get("/fr/topics/water/").content.decode()
    assert "<h1>Eau</h1>" in html
    assert 'href="/ar/topics/water/" hreflang="ar"' in html
    assert '<link rel="canonical" href="http://localhost:8000/fr/topics/water/">' in html
    assert "<h1>Water</h1>" in client.get("/ru/topics/water/").content.decode()


def test_a_topic_says_what_we_say_of_it(client, water):
    row = water.names.get(language="fr")
    row.summary, row.text = "Un droit.", "<p>Pour <b>tous</b>.</p>"
    row.save()
    html = client.get("/fr/topics/water/").content.decode()
    assert '<p class="t1 measure">Un droit.</p>' in html
    assert "<b>tous</b>" in html
    assert "Un droit." not in client.get("/en/topics/water/").content.decode()


def test_the_list_names_what_something_public_is_about(client, one_of_each):
    add_topic("fire")
    html = client.get("/fr/topics/").content.decode()
    assert re.findall(r'<a class="chip" href="(.*?)">(.*?)</a>', html) == [
        ("/fr/topics/water/", "Eau")
    ]
    for page in one_of_each.values():
        page.unpublish()
    assert "chip" not in client.get("/fr/topics/").content.decode().split("<main")[1]


def test_a_region_has_a_page_of_the_same_sort(client, homes):
    mali = add_region("mali", country="ML")
    about(add_campaign(add_campaign_section(homes["en"]), title="Act"), mali)
    assert [title for _url, title in listed(client, "/en/regions/mali/")] == ["Act"]
    assert "<h1>Малі</h1>" not in client.get("/ru/regions/mali/").content.decode()
    assert "<h1>Мали</h1>" in client.get("/ru/regions/mali/").content.decode()
    assert client.get("/en/regions/mali/feed/")["Content-Type"].startswith("application/atom+xml")


def test_a_longer_topic_asks_no_more(client, one_of_each, water, django_assert_num_queries):
    client.get("/en/topics/water/")
    with django_assert_num_queries(10):
        client.get("/en/topics/water/")
    library = one_of_each["resource"].get_parent()
    for _number in range(3):
        about(add_resource(library), water)
    with django_assert_num_queries(10):
        client.get("/en/topics/water/")


def test_a_topic_that_is_renamed_is_found_under_its_new_name(client, one_of_each, water):
    settle()
    assert "Nothing matches" in client.get("/en/search/?q=rivers").content.decode()
    row = water.names.get(language="en")
    row.name = "Rivers"
    row.save()
    settle()
    assert "4 results" in client.get("/en/search/?q=rivers").content.decode()
    assert "Nothing matches" in client.get("/en/search/?q=water").content.decode()
    water.delete()
    settle()
    assert "Nothing matches" in client.get("/en/search/?q=rivers").content.decode()


def test_a_name_is_saved_with_what_follows_from_it_or_not_at_all(water):
    def die(**kwargs):
        raise SystemExit

    row = water.names.get(language="en")
    row.name = "Rivers"
    post_save.connect(die, sender=TopicWords)
    try:
        with pytest.raises(SystemExit):
            row.save()
    finally:
        post_save.disconnect(die, sender=TopicWords)
    assert water.names.get(language="en").name == "Water"
