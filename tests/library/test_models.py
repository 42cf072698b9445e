"""The library: what it lists, how it is narrowed, who signed, what is read next."""

import datetime as dt
import re

import pytest

from library.models import Kind, ResourcePage, StatementPage
from tests.factories import (
    add_document,
    add_library,
    add_page,
    add_resource,
    add_topic,
    translate,
)
from tests.forms import Editing, inline_formset, streamfield


@pytest.fixture
def library(home):
    return add_library(home, slug="library")


def add_statement(library, **fields):
    return add_page(StatementPage, library, **fields)


def on(day):
    return dt.date(2026, 3, day)


@pytest.fixture
def items(library):
    """Three items of both sorts, added in another order than that of their days."""
    return {
        "Guide": add_resource(library, title="Guide", date=on(2), kind=Kind.GUIDE),
        "Report": add_resource(library, title="Report", date=on(4), kind=Kind.REPORT),
        "Statement": add_statement(library, title="Statement", date=on(3)),
    }


def listed(client, **query):
    results = client.get("/en/library/", query).context["results"]
    return [item.title for item in results]


def test_both_sorts_are_listed_newest_first(client, items):
    assert listed(client) == ["Report", "Statement", "Guide"]


def test_of_two_on_one_day_the_later_added_comes_first(client, library, items):
    add_resource(library, title="Later", date=on(4))
    assert listed(client)[:2] == ["Later", "Report"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("guide", ["Guide"]),
        ("statement", ["Statement"]),
        ("training", []),
        ("", ["Report", "Statement", "Guide"]),
    ],
)
def test_the_list_is_narrowed_to_a_kind(client, items, kind, expected):
    assert listed(client, kind=kind) == expected


@pytest.fixture
def water(homes):
    """A topic with a name in English and French."""
    return add_topic("water", en="Water", fr="Eau")


def give(item, *topics):
    item.topics.set(topics)
    item.save_revision().publish()


def test_the_list_is_narrowed_to_a_topic(client, items, water):
    give(items["Guide"], water)
    assert listed(client, topic="water") == ["Guide"]
    assert listed(client, topic="water", kind="report") == []


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nonsense"},
        {"topic": "nonsense"},
        {"kind": "\0"},
        {"topic": "\0"},
        {"kind": "guide", "topic": "' OR 1=1 --"},
    ],
)
def test_what_nobody_chose_keeps_nothing_and_says_so(client, items, query):
    assert listed(client, **query) == []
    assert "Nothing here fits both choices." in client.get("/en/library/", query).content.decode()


def test_a_narrowed_list_is_kept_out_of_search_engines(client, items):
    noindex = '<meta name="robots" content="noindex">'
    assert noindex in client.get("/en/library/?kind=guide").content.decode()
    assert noindex not in client.get("/en/library/").content.decode()


def test_the_choice_stays_chosen(client, items, water):
    html = client.get("/en/library/?kind=report&topic=water").content.decode()
    assert re.search(r'<option value="report" selected>', html)
    assert re.search(r'<option value="water" selected>Water<', html)
    assert "Eau" not in html


def test_the_pages_of_a_narrowed_list_stay_narrowed(client, library):
    for _number in range(21):
        add_resource(library, kind=Kind.TOOL)
    html = client.get("/en/library/?kind=tool").content.decode()
    assert 'href="?kind=tool&amp;page=2" rel="next"' in html
    assert len(listed(client, kind="tool", page=2)) == 1


def test_the_feed_has_both_sorts(client, items):
    feed = client.get("/en/library/feed/").content.decode()
    assert re.findall(r"<entry><title>(.*?)</title>", feed) == ["Report", "Statement", "Guide"]


def test_a_topic_is_named_in_the_language_of_the_page_and_leads_to_its_own(
    client, homes, items, water
):
    give(items["Guide"], water)
    page = translate(items["Guide"], add_library(homes["fr"]))
    give(page, water)
    for item, code, name in ((items["Guide"], "en", "Water"), (page, "fr", "Eau")):
        html = client.get(item.get_url()).content.decode()
        assert f'<a class="tag" href="/{code}/topics/water/">{name}</a>' in html


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.edith)
    return client


FIELDS = {
    "date": "2026-03-01",
    "body": streamfield([("heading", "What we saw")]),
    "files": inline_formset([]),
    "topics": [],
    "regions": [],
}


@pytest.fixture
def resource(signed_in, library):
    return Editing(signed_in, ResourcePage, library)


def test_a_resource_is_of_any_kind_but_a_statement(signed_in, resource):
    html = signed_in.get(resource.url).content.decode()
    offered = set(re.findall(r'<option value="(\w+)"', html))
    assert {Kind.GUIDE, Kind.SUBMISSION} <= offered
    assert Kind.STATEMENT not in offered


@pytest.mark.parametrize("kind", [Kind.STATEMENT, "nonsense", ""])
def test_nor_can_it_be_made_one_by_hand(resource, kind):
    response = resource.publish(kind=kind, **FIELDS)
    assert "kind" in resource.errors(response)
    assert not ResourcePage.objects.exists()


def test_a_resource_is_published(resource):
    resource.publish(kind=Kind.TOOL, authors="A. Name, B. Name", **FIELDS)
    assert resource.made().kind == Kind.TOOL


@pytest.fixture
def statement(signed_in, library):
    return Editing(signed_in, StatementPage, library)


def sign(**said):
    block = {"name": "Ligue des témoins", "place": "Goma", "language": "fr"} | said
    signatories = streamfield([("signatory", block)])
    return FIELDS | {"addressee": "The Court", "signatories": signatories}


def test_a_statement_is_always_of_its_kind(client, statement):
    statement.publish(**sign(), kind="guide")
    assert statement.made().kind == Kind.STATEMENT


def test_a_statement_stays_of_its_kind_when_a_program_saves_it(library):
    page = add_statement(library, kind=Kind.GUIDE)
    assert page.kind == Kind.STATEMENT


@pytest.mark.parametrize("code", ["fr", "sw", "zh-Hans", "mos", "sr-Latn-RS", ""])
def test_a_signatory_is_named_in_a_language(client, statement, code):
    statement.publish(**sign(language=code))
    html = client.get(statement.made().get_url()).content.decode()
    lang = f' lang="{code}"' if code else ""
    assert f'<li{lang}><span dir="auto">Ligue des témoins</span>' in html


@pytest.mark.parametrize("code", ["French", "f", "fr_FR", 'fr"><b>', "FR", "fr-"])
def test_what_is_no_code_of_a_language_is_refused_in_words(statement, code):
    response = statement.publish(**sign(language=code))
    assert "signatories" in statement.errors(response)
    assert "Give a language code" in response.content.decode()
    assert not StatementPage.objects.exists()


def test_names_of_signatories_are_never_markup(client, library):
    block = {"name": "<b>Bold</b>", "place": "<i>Here</i>", "language": "en"}
    page = add_statement(library, signatories=[("signatory", block)], addressee="<u>You</u>")
    html = client.get(page.get_url()).content.decode()
    for words in ("&lt;b&gt;Bold", "&lt;i&gt;Here", "&lt;u&gt;You"):
        assert words in html


def test_signatories_are_counted(client, library):
    block = {"name": "One", "place": "", "language": ""}
    for count, words in ((1, "1 signatory"), (3, "3 signatories")):
        page = add_statement(library, signatories=[("signatory", block)] * count)
        assert f">{words}<" in client.get(page.get_url()).content.decode()


def test_resources_and_statements_are_not_neighbours(items):
    before, after = items["Report"].get_neighbours()
    assert (before.title, after) == ("Guide", None)
    assert items["Statement"].get_neighbours() == (None, None)


def test_neighbours_are_those_of_the_days_before_and_after(client, library, items):
    add_resource(library, title="Between", date=on(3))
    add_resource(library, title="Draft", date=on(3), live=False)
    before, after = items["Guide"].get_neighbours()
    assert (before, after.title) == (None, "Between")
    html = client.get(items["Report"].get_url()).content.decode()
    assert re.search(r'rel="prev".*?Between', html, re.DOTALL)


def add_files(page, *documents):
    for document in documents:
        page.files.create(document=document)
    page.save_revision().publish()


def test_files_are_offered_in_their_order_with_their_language(client, items):
    add_files(items["Guide"], add_document("fr"), add_document("ar"))
    html = client.get(items["Guide"].get_url()).content.decode()
    assert re.findall(r'btn--file" href="[^"]+" hreflang="([^"]+)"', html) == ["fr", "ar"]
    assert "There is no file in English." in html


def test_a_file_that_was_deleted_leaves_the_page_readable(client, items):
    document = add_document(title="Gone")
    add_files(items["Guide"], document)
    document.delete()
    response = client.get(items["Guide"].get_url())
    assert response.status_code == 200
    assert "Gone" not in response.content.decode()


def test_an_editor_is_offered_the_topics_in_the_language_of_the_admin(signed_in, resource, water):
    html = signed_in.get(resource.url).content.decode()
    assert "Water" in html
    assert "Eau" not in html
