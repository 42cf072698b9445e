"""Links in rich text: only to what is public, and only by harmless addresses."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.models import StandardPage
from tests.factories import add_document, add_standard_page, translate
from tests.forms import Editing, streamfield


def link(page):
    return f'<p>Read <a linktype="page" id="{page.pk}">our report</a>.</p>'


def text_of(client, page):
    html = client.get(page.get_url()).content.decode()
    (text,) = re.findall(r'<div class="text measure">(.*?)</div>', html, re.DOTALL)
    return text


@pytest.fixture
def target(home):
    return add_standard_page(home, slug="target", title="Target")


@pytest.fixture
def page(home, target):
    return add_standard_page(home, slug="about", body=[("text", link(target))])


def test_a_link_to_a_public_page_is_printed(client, page):
    assert text_of(client, page) == '<p>Read <a href="/en/target/">our report</a>.</p>'


def test_it_leads_to_the_page_in_the_language_of_what_is_read(client, page, target, homes):
    # As wagtail-localize takes it over into a translation.
    french = translate(page, homes["fr"], slug="a-propos", body=[("text", link(target))])
    assert text_of(client, french) == (
        '<p>Read <a href="/en/target/" hreflang="en">our report</a>.</p>'
    )
    there = translate(target, homes["fr"], slug="cible")
    assert text_of(client, french) == '<p>Read <a href="/fr/cible/">our report</a>.</p>'
    there.unpublish()
    assert 'href="/en/target/"' in text_of(client, french)


def test_it_follows_the_page_to_its_new_address(client, page, target):
    target.slug = "elsewhere"
    target.save_revision().publish()
    assert 'href="/en/elsewhere/"' in text_of(client, page)


@pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.unpublish(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: page.delete(),
    ],
    ids=["draft", "restricted", "deleted"],
)
def test_a_link_to_what_is_no_longer_public_is_plain_text(client, page, target, hide):
    hide(target)
    assert text_of(client, page) == "<p>Read <a>our report</a>.</p>"
    assert "/en/target/" not in client.get("/en/about/").content.decode()


def test_more_links_ask_the_database_no_more(client, home):
    def queries(count):
        targets = [add_standard_page(home) for _number in range(count)]
        text = "".join(link(each) for each in targets)
        page = add_standard_page(home, body=[("text", text)])
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as captured:
            assert text_of(client, page).count("<a href=") == count
        return len(captured)

    assert queries(12) == queries(1)


@pytest.fixture
def secret(db):
    """A document of a private collection."""
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = add_document(title="The secret names")
    get_document_model().objects.filter(pk=document.pk).update(collection=collection)
    return document


def test_a_link_to_a_private_document_is_plain_text(client, home, secret):
    text = f'<p><a linktype="document" id="{secret.pk}">our report</a></p>'
    page = add_standard_page(home, body=[("text", text)])
    assert text_of(client, page) == "<p><a>our report</a></p>"


def test_a_list_of_files_leaves_private_documents_out(client, home, secret):
    page = add_standard_page(home, body=[("files", {"heading": "", "files": [secret]})])
    html = client.get(page.get_url()).content.decode()
    assert secret.title not in html
    assert secret.filename not in html


@pytest.fixture
def editing(client, cast, home):
    client.force_login(cast.edith)
    return Editing(client, StandardPage, home)


def pasted(**entity):
    """Return what an editor's browser sends for a word with a link, whatever its editor allows."""
    block = {
        "key": "a",
        "text": "our report",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 10, "key": 0}],
        "data": {},
    }
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": entity}}
    return streamfield([("text", json.dumps({"blocks": [block], "entityMap": entities}))])


def test_an_honest_link_arrives(client, editing):
    editing.publish(body=pasted(url="https://example.org/?a=1&b=2"))
    expected = '<a href="https://example.org/?a=1&amp;b=2">our report</a>'
    assert expected in text_of(client, editing.made())


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
    ],
)
def test_an_address_that_runs_is_stripped_on_the_server(client, editing, address):
    editing.publish(body=pasted(url=address))
    page = editing.made()
    assert "script" not in page.body.raw_data[0]["value"]
    shown = text_of(client, page)
    assert "our report" in shown
    assert "href" not in shown


def test_an_address_cannot_leave_its_attribute(client, editing):
    editing.publish(body=pasted(url='https://example.org/" onclick="alert(1)'))
    assert ' onclick="' not in text_of(client, editing.made())


@pytest.mark.parametrize("key", ["abc", "", "1 onclick=x", "9" * 30, "-1", "1.5", "①"])
def test_a_link_to_no_page_at_all_is_plain_text(client, editing, key):
    editing.publish(body=pasted(id=key))
    shown = text_of(client, editing.made())
    assert "our report" in shown
    assert "href" not in shown


def test_markup_that_is_not_offered_is_taken_out(client, editing):
    block = {
        "key": "a",
        "text": "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
        "data": {},
    }
    value = json.dumps({"blocks": [block], "entityMap": {}})
    editing.publish(body=streamfield([("text", value)]))
    shown = text_of(client, editing.made())
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown
