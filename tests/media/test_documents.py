"""Who may load a document, what a refusal tells, and what a browser may do with it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import add_document, pdf


@pytest.fixture
def document(homes):
    """A document in a collection below another, as editors keep them."""
    outer = Collection.get_first_root_node().add_child(name="Outer")
    return add_document(collection=outer.add_child(name="Inner"))


def address(document, *, pk=None, name=None):
    return f"/documents/{pk or document.pk}/{name or document.filename}"


def restrict(collection, kind="login"):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="opens it"
    )


@pytest.fixture
def load(client):
    """Ask for a document, and read it to its end, which lets go of the file."""

    def load(path, **headers):
        response = client.get(path, headers=headers)
        if response.streaming:
            list(response.streaming_content)
        return response

    return load


def test_a_document_is_loaded_by_anyone(client, document):
    response = client.get(address(document))
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_it_cannot_run_as_a_page_of_the_site(load, document):
    response = load(address(document))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("name", "kind"), [("law.txt", "text/plain"), ("law.csv", "text/csv")])
def test_what_is_not_a_pdf_is_saved_and_never_shown(load, document, name, kind):
    document.file.save(name, ContentFile(b"Article 1"))
    response = load(address(document))
    assert response["Content-Disposition"].startswith("attachment;")
    assert kind in response["Content-Type"]


@pytest.fixture(params=["login", "password", "groups"])
def kind(request):
    return request.param


@pytest.mark.parametrize("where", ["its own collection", "one above"])
def test_a_document_that_may_not_be_seen_answers_as_one_that_is_not_there(
    load, document, kind, where
):
    inner = document.collection
    restrict(inner if where == "its own collection" else inner.get_parent(), kind)
    missing = load(address(document, pk=document.pk + 1000))
    refused = load(address(document))
    assert (refused.status_code, missing.status_code) == (404, 404)
    assert refused.content == missing.content
    assert refused.headers == missing.headers


def test_a_wrong_name_does_not_tell_that_the_number_is_right(load, document):
    missing = load(address(document, pk=document.pk + 1000, name="wrong.pdf"))
    for name in ("wrong.pdf", document.filename.upper(), f"{document.filename}/", "..%2Fx.pdf"):
        refused = load(address(document, name=name))
        assert refused.status_code == 404
        assert refused.content == missing.content
        assert refused.headers == missing.headers


@pytest.mark.parametrize("person", ["nora", "edith", "adam"])
def test_a_member_of_staff_loads_no_more_than_a_visitor(client, load, document, cast, person):
    restrict(document.collection)
    client.force_login(getattr(cast, person))
    assert load(address(document)).status_code == 404


def test_a_restriction_acts_on_the_next_request_and_so_does_its_end(load, document):
    assert load(address(document)).status_code == 200
    restriction = restrict(document.collection)
    assert load(address(document)).status_code == 404
    restriction.delete()
    assert load(address(document)).status_code == 200


def test_a_document_that_was_deleted_is_gone(load, document):
    path = address(document)
    document.delete()
    assert load(path).status_code == 404


@pytest.mark.parametrize("path", ["/documents/", "/documents/abc/x.pdf", "/documents/-1/x.pdf"])
def test_there_is_no_list_and_no_other_way_in(load, document, path):
    assert load(path).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_an_absurd_number_is_not_found(load, document, number):
    assert load(address(document, pk=number)).status_code == 404


def test_no_form_for_a_password_tells_that_something_is_restricted(load, document):
    restriction = restrict(document.collection, "password")
    path = "/documents/authenticate_with_password/{}/"
    there, not_there = (load(path.format(pk)) for pk in (restriction.pk, 999))
    assert there.status_code == not_there.status_code == 404


def test_another_file_of_the_same_name_has_another_tag(load, document):
    path = address(document)
    tag = load(path)["ETag"]
    assert load(path)["ETag"] == tag
    document.file.save(document.filename, ContentFile(pdf()))
    assert address(document) == path
    changed = load(path, **{"if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_a_copy_that_is_still_good_is_answered_without_the_store(load, document, monkeypatch):
    path = address(document)
    tag = load(path)["ETag"]

    def ask(*args, **kwargs):
        raise AssertionError("The store was asked.")

    for name in ("size", "stream"):
        monkeypatch.setattr(type(storages["default"]), name, ask)
    kept = load(path, **{"if-none-match": tag})
    assert (kept.status_code, kept.content, kept["ETag"]) == (304, b"", tag)
    assert kept["Cache-Control"] == "no-cache"


def test_no_encoding_is_said_where_there_is_none(load, document):
    assert load(address(document)).get("Content-Encoding") in (None, "identity")
