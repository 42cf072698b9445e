"""Why a page is found, or is not, as an editor is told."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from home.models import HomePage
from search.explanation import Explanation, explain
from search.models import Entry, Miss, Pin
from tests import factories
from tests.cast import Cast
from tests.search.conftest import Settled

Publish = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


def told(explanation: Explanation) -> str:
    return " ".join(explanation.reasons)


def test_where_each_word_stands(publish: Publish) -> None:
    publish("Airports, airports")
    file = factories.clean_file(factories.pdf("Call the lawyer"), "a.pdf")
    document = factories.add_document(title="Checklist", file=file)
    page = publish(
        "Before the airport",
        summary="Keep receipts",
        body=[("files", {"heading": "", "files": [document]})],
    )
    found = explain("airport receipts", "en", page)
    assert (found.place, found.total) == (1, 1)
    assert "every word of the query, read as English" in told(found)
    assert {each.word: list(each.where) for each in found.words} == {
        "airport": ["in the title"],
        "receipts": ["in the text"],
    }
    [word] = explain("lawyer", "en", page).words
    assert word.where == ["in a file"]
    assert explain("airport", "en", page).total == 2


def test_it_says_the_same_in_other_words(publish: Publish) -> None:
    page = publish("The Universal Declaration of Human Rights")
    found = explain("UDHR", "en", page)
    assert found.place == 1
    assert "in other words, in English: Universal Declaration Human Rights" in told(found)


def test_it_has_some_of_the_words_or_none(publish: Publish) -> None:
    page = publish("Airports")
    assert "some of the words" in told(explain("airport zeppelin", "en", page))
    assert "Not all of the words" in told(explain("zeppelin", "en", page))
    assert "the query excludes" in told(explain("safe -airport", "en", page))
    assert "no word that says" in told(explain("…", "en", page))


def test_editors_put_it_first(publish: Publish) -> None:
    page = publish("Urgent help")
    Pin.objects.create(language="en", query="airport", page=page)
    found = explain("airport", "en", page)
    assert found.place is None
    assert "Editors put it before" in told(found)


def test_it_is_not_public_or_not_read_yet(publish: Publish, settled: Settled) -> None:
    page = publish("Airports")
    Entry.objects.all().delete()
    assert "not read this page yet" in told(explain("airport", "en", page))
    with settled():
        page.unpublish()
    assert "not public" in told(explain("airport", "en", page))


def test_an_editor_asks_and_reads_what_was_not_found(
    publish: Publish, client_of: Callable[..., Client]
) -> None:
    page = publish("Airports")
    said = {"query": "airport", "language": "en", "page": page.pk}
    client = client_of(Cast.gather().wanda)
    content = client.get("/admin/reports/search/explain/", said).content.decode()
    assert "number 1 of 1 result" in " ".join(content.split())
    assert "number" not in client.get("/admin/reports/search/explain/").content.decode()
    wrong = {"query": "", "language": "xx", "page": "0"}
    for name, value in (*wrong.items(), ("page", "x"), ("page", "9" * 30)):
        asked = client.get("/admin/reports/search/explain/", {**said, name: value})
        assert asked.status_code == 200
        assert asked.context["form"].errors
    Miss.objects.create(
        day=dt.date(2026, 1, 1), language="fr", query="dirigeable", sign="1", count=9
    )
    content = client.get("/admin/reports/search/misses/").content.decode()
    assert '<bdi lang="fr">dirigeable</bdi>' in content


def test_a_page_of_others_is_not_explained(
    homes: dict[str, HomePage], publish: Publish, client_of: Callable[..., Client]
) -> None:
    page = publish("Aéroports", "fr")
    writer = Cast.gather().wanda
    GroupPagePermission.objects.all().delete()
    for permission in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=Group.objects.get(name="Editors"),
            page=homes["en"],
            permission=Permission.objects.get(codename=permission),
        )
    said = {"query": "aéroport", "language": "fr", "page": page.pk}
    asked = client_of(writer).get("/admin/reports/search/explain/", said)
    assert "explanation" not in asked.context
    assert "Choose a page that you may edit." in asked.content.decode()
