from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from core.chrome import forget_chrome
from core.models import SiteSettings
from home.models import HomePage
from tests.search.conftest import Settled

Publish = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


def look_for(client: Client, query: str, language: str = "en", **more: str | int) -> Any:
    return client.get(f"/{language}/search/", {"q": query, **more})


@pytest.fixture(autouse=True)
def site(homes: dict[str, HomePage]) -> None:
    """Every test of the page needs one."""


def test_an_empty_query_shows_the_bar_and_nothing_else(client: Client) -> None:
    response = client.get("/en/search/")
    assert response.status_code == 200
    content = response.content.decode()
    assert 'role="search"' in content
    assert 'role="status"' not in content


def test_a_hit_shows_its_title_kind_and_passage_and_leads_to_the_page(
    client: Client, publish: Publish
) -> None:
    page = publish("Nos <défenseur·e·s>", "fr", summary="Les défenseur·e·x·s ici")
    content = look_for(client, "defenseuse", "fr").content.decode()
    assert f'<a href="{page.url}">Nos &lt;<mark>défenseur·e·s</mark>&gt;</a>' in content
    assert "Les <mark>défenseur·e·x·s</mark> ici" in content


def test_search_pages_are_kept_out_of_search_engines(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in look_for(client, "x").content.decode()


def test_the_title_says_what_was_looked_for(client: Client) -> None:
    content = look_for(client, "<b>x").content.decode()
    assert "<title>&lt;b&gt;x – Search – " in content


def test_ten_results_make_a_page(client: Client, publish: Publish) -> None:
    for _ in range(11):
        publish("Reprisals")
    first, second = look_for(client, "reprisals"), look_for(client, "reprisals", page=2)
    assert (len(first.context["hits"]), len(second.context["hits"])) == (10, 1)
    assert "?q=reprisals&amp;page=2" in first.content.decode()
    assert 'start="11"' in second.content.decode()
    shown = {hit.url for page in (first, second) for hit in page.context["hits"]}
    assert len(shown) == 11


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999999999999999999", "1.5", "\0", "１"])
def test_any_page_number_is_answered(client: Client, publish: Publish, number: str) -> None:
    publish("Reprisals")
    response = look_for(client, "reprisals", page=number)
    assert response.status_code == 200
    assert response.context["results"].number == 1


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "\\",
        "\0",
        "a\0b",
        '"unclosed',
        "*",
        "a* OR b NOT c",
        "NEAR(a b)",
        "title:x",
        "{title}: x",
        "%s %(x)s %%",
        "(" * 200,
        "word " * 3000,
        "x" * 100_000,
        "\u200b\u202e",
        "e" + "\u0301" * 1000,
        "😀",
        "<script>alert(1)</script>",
        "'; DROP TABLE search_entry; --",
    ],
)
def test_no_query_breaks_the_page(client: Client, query: str) -> None:
    for language in ("en", "fr", "ar", "zh-hans"):
        response = look_for(client, query, language)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_bytes_that_are_no_text_do_not_break_the_page(client: Client) -> None:
    assert client.get("/en/search/?q=%ff%fe%00&page=%ff").status_code == 200


def test_the_page_is_only_read(client: Client) -> None:
    assert client.post("/en/search/", {"q": "x"}).status_code in (403, 405)


def test_what_is_not_public_is_never_shown(
    client: Client, publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    public = publish("Reprisals public")
    hidden, private = publish("Reprisals hidden"), publish("Reprisals private")
    publish("Reprisals below", under=private)
    with settled():
        public.create_alias(parent=homes["en"], update_slug="alias")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    PageViewRestriction.objects.create(
        page=private, restriction_type="password", password="secret-word"
    )
    response = look_for(client, "reprisals")
    assert response.context["total"] == 1
    assert [hit.url for hit in response.context["hits"]] == [public.url]


def test_when_some_words_are_nowhere_the_page_says_so(client: Client, publish: Publish) -> None:
    publish("Reprisals")
    response = look_for(client, "reprisals zeppelin")
    assert not response.context["total"]
    assert "No page has all of these words" in response.content.decode()


def test_when_nothing_matches_there_are_ways_out(client: Client) -> None:
    content = look_for(client, "zeppelin").content.decode()
    assert "Nothing matches" in content
    assert "Try fewer words" in content


def test_urgent_help_is_one_of_the_ways_out(
    client: Client, publish: Publish, homes: dict[str, HomePage]
) -> None:
    help_page = publish("Urgent help")
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.urgent_help = help_page
    settings.save()
    forget_chrome()
    content = look_for(client, "zeppelin").content.decode()
    assert f'<a href="{help_page.url}">Ask a person</a>' in content


def test_the_language_switch_keeps_the_query(client: Client) -> None:
    content = look_for(client, "airport").content.decode()
    assert 'href="/fr/search/?q=airport"' in content


@pytest.mark.usefixtures("within_a_minute")
@pytest.mark.parametrize("size", [10, 200])
def test_a_page_of_results_asks_five_times_at_most(
    client: Client,
    publish_many: Callable[[str, int], None],
    size: int,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    publish_many("Reprisals", size)
    look_for(client, "reprisals")
    with django_assert_max_num_queries(5):
        response = look_for(client, "reprisals")
    assert response.context["total"] == size
