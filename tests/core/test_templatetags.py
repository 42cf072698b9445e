"""The template tags of pages: languages, the way up, and what search engines read."""

import json
import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.chrome import Chrome, Link
from core.templatetags.portevoix import (
    language_coverage,
    language_switch,
    minihorn,
)
from tests.factories import add_standard_page, translate

BAR = re.compile(
    r'<rect class="(on|)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>'
)


def bars(serves, conditions):
    return [
        (lit == "on", *map(float, geometry))
        for lit, *geometry in BAR.findall(minihorn(serves, conditions))
    ]


@pytest.mark.parametrize("conditions", range(1, 6))
def test_the_small_horn_grows_from_the_first_condition_to_the_outcome(conditions):
    found = bars([], conditions)
    assert len(found) == conditions + 1
    _lit, x, y, width, height = found[0]
    assert (x, y, height) == (1, 10, 12)
    _lit, x, y, width, height = found[-1]
    assert (y, height) == (0, 32)
    assert x + width == pytest.approx(31, abs=0.1)
    heights = [height for *_rest, height in found]
    assert heights == sorted(set(heights))
    for _lit, _x, y, width, height in found:
        # Each stands on the same axis, inside the square, and keeps two units from the next.
        assert y + height / 2 == pytest.approx(16, abs=0.1)
        assert width == pytest.approx(32 / (conditions + 1) - 2, abs=0.1)


def test_the_small_horn_lights_the_conditions_a_goal_serves():
    assert [bar[0] for bar in bars([1, 3], 4)] == [True, False, True, False, False]


def test_the_small_horn_of_a_strategy_without_conditions_can_be_drawn():
    assert len(bars([], 0)) == 2


def context(page=None, path="/en/", **said):
    request = RequestFactory().get(path)
    chrome = Chrome(name="Portevoix", leave_url="", homes={"en": "/en/", "fr": "/fr/"})
    return Context({"page": page, "request": request, "chrome": chrome} | said)


def test_the_switch_leads_to_the_page_in_a_language_or_else_to_its_home_page(homes):
    page = add_standard_page(homes["en"], slug="about")
    translate(page, homes["ar"], slug="an")
    with translation.override("en"):
        switch = language_switch(context(page))
    assert [(link.language.code, link.url, link.is_here) for link in switch.links] == [
        ("en", "/en/about/", True),
        ("fr", "/fr/", False),
        ("ar", "/ar/an/", True),
    ]
    assert [link.is_current for link in switch.links] == [True, False, False]
    assert [link.language.code for link in switch.others] == ["ar"]
    assert [link.language.code for link in switch.missing] == ["fr"]


def test_the_switch_does_not_lead_to_a_draft(homes):
    page = add_standard_page(homes["en"], slug="about")
    translate(page, homes["fr"], slug="apropos", live=False)
    with translation.override("en"):
        switch = language_switch(context(page))
    assert [link.url for link in switch.links] == ["/en/about/", "/fr/"]


def test_what_is_in_every_language_keeps_its_query_in_each():
    with translation.override("en"):
        switch = language_switch(context(path="/en/search/?q=a%26b", is_in_every_language=True))
    assert [link.url for link in switch.links][:2] == ["/en/search/?q=a%26b", "/fr/search/?q=a%26b"]
    assert len(switch.links) == 6


def test_a_page_of_an_error_leads_to_the_home_pages():
    with translation.override("fr"):
        switch = language_switch(context())
    assert [(link.url, link.is_here) for link in switch.links] == [("/en/", False), ("/fr/", False)]


def trail(client, path):
    html = client.get(path).content.decode()
    crumbs = html.split('<nav class="crumbs"')[1].split("</nav>")[0]
    return re.findall(r'<li><a href="(.*?)">', crumbs), re.findall(
        r'aria-current="page">(.*?)<', crumbs
    )


def test_breadcrumbs_lead_up_to_the_home_page(client, home):
    top = add_standard_page(home, slug="a", title="Top")
    below = add_standard_page(top, slug="b")
    add_standard_page(below, slug="c", title="Here & <now>")
    links, here = trail(client, "/en/a/b/c/")
    assert links == ["/en/", "/en/a/", "/en/a/b/"]
    assert here == ["Here &amp; &lt;now&gt;"]


def test_breadcrumbs_ask_nothing_when_the_menu_knows_the_way(home, django_assert_num_queries):
    top = add_standard_page(home)
    page = add_standard_page(top)
    page.locale.language_code  # noqa: B018 (known before the count)
    known = Chrome("", "", navigation=(Link(top.title, "/en/a/", top.path),))
    drawn = Template("{% load portevoix %}{% breadcrumbs as trail %}{{ trail|length }}")
    with django_assert_num_queries(0):
        assert drawn.render(Context({"page": page, "chrome": known})) == "1"
    with django_assert_num_queries(1):
        assert drawn.render(Context({"page": page, "chrome": Chrome("", "")})) == "1"


def test_breadcrumbs_leave_out_an_ancestor_that_is_a_draft(client, home):
    top = add_standard_page(home, slug="a")
    page = add_standard_page(top, slug="b")
    top.unpublish()
    links, _here = trail(client, page.get_url())
    assert links == ["/en/"]


NASTY = '</script><script>alert("&")</script><!--'


def structured(html):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


def test_structured_data_describes_the_page(client, homes):
    page = add_standard_page(homes["ar"], slug="an", title="من نحن", summary="ملخص")
    found = structured(client.get("/ar/an/").content.decode())
    assert found["@type"] == "Article"
    assert (found["name"], found["description"]) == ("من نحن", "ملخص")
    assert found["url"] == "http://localhost:8000/ar/an/"
    assert found["inLanguage"] == "ar"
    assert found["datePublished"] == page.first_published_at.isoformat()
    assert structured(client.get("/ar/").content.decode())["@type"] == "WebSite"


def test_structured_data_cannot_be_broken_out_of(client, home):
    add_standard_page(home, slug="about", title=NASTY, summary=NASTY)
    html = client.get("/en/about/").content.decode()
    assert structured(html)["name"] == NASTY
    assert "<script>alert" not in html
    assert "<!--" not in html


def test_files_in_other_languages_are_named_to_a_reader_who_has_none():
    documents = [SimpleNamespace(language=code) for code in ("zh-hans", "en", "en")]
    with translation.override("ru"):
        found = language_coverage(documents)
    assert found["missing_here"]
    assert found["names"] == '<bdi lang="en">English</bdi>, <bdi lang="zh-Hans">中文</bdi>'
    with translation.override("en"):
        assert not language_coverage(documents)["missing_here"]
    assert not language_coverage([])["missing_here"]
