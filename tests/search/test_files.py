"""Where in a file the words stand."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from media.models import Document
from search.files import places
from search.queries import find
from tests import factories

Publish = Callable[..., Page]


def document(*pages: str, **said: Any) -> Document:
    file = factories.clean_file(factories.pdf(*pages), "a.pdf")
    return factories.add_document(file=file, **said)


def offering(*documents: Document) -> list[tuple[str, Any]]:
    return [("files", {"heading": "", "files": list(documents)})]


def test_a_result_leads_to_the_page_of_the_file_that_has_the_words(
    client: Client, publish: Publish
) -> None:
    file = document("A cover", "", "Keep the receipts", "Call the lawyer", title="Checklist")
    publish("Before travel", summary="What to take along", body=offering(file))
    content = client.get("/en/search/", {"q": "lawyer"}).content.decode()
    assert "Call the <mark>lawyer</mark>" in content
    assert f'href="{file.url}#page=4"' in content
    assert "Checklist</bdi>, page 4</a>" in content
    assert "What to take along" not in content


def test_words_of_the_page_itself_are_shown_from_there(client: Client, publish: Publish) -> None:
    publish("Before travel", summary="Keep receipts", body=offering(document("Keep the receipts")))
    content = client.get("/en/search/", {"q": "receipts"}).content.decode()
    assert "Keep <mark>receipts</mark>" in content
    assert "#page=" not in content


def test_the_page_of_a_file_is_the_one_with_most_of_the_words(publish: Publish) -> None:
    first = document("Keep the receipts", "and the letters", title="One")
    second = document("Nothing", "receipts and letters", title="Two")
    publish("Before travel", body=offering(first, second))
    [shown] = find("receipts letters", "en").shown
    place = places([shown])[shown.entry.group]
    assert (place.document, place.number) == (second, 2)


def test_a_file_of_one_page_needs_no_number(publish: Publish) -> None:
    publish("Before travel", body=offering(document("Keep the receipts")))
    [shown] = find("receipts", "en").shown
    [place] = places([shown]).values()
    assert (place.number, place.name) == (None, "")


def test_a_file_that_is_locked_away_is_not_quoted(client: Client, publish: Publish) -> None:
    file = document("Keep the receipts", title="Checklist")
    publish("Before travel", body=offering(file))
    [shown] = find("receipts", "en").shown
    collection = Collection.get_first_root_node().add_child(name="Inside")
    Document.objects.filter(pk=file.pk).update(collection=collection)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert places([shown]) == {}


def test_slides_are_called_slides(db: None) -> None:
    file = factories.add_document(title="Talk")
    file.file.name = "documents/a.pptx"
    assert file.place(3) == "slide 3"
    assert "#" not in file.url_of_page(3)
