"""Who may load a file, what a refusal tells, and what a browser may do with what it got."""

import pytest
from django.http import HttpResponse
from wagtail import hooks
from wagtail.documents.models import document_served

from media.models import Document
from media.names import token
from tests.factories import add_document
from tests.media.conftest import keep, restrict

# Public files


@pytest.fixture
def drawing(homes, stores):
    return keep(stores["public"], f"{token()}.avif", b"0123456789")


def test_a_public_file_is_loaded_by_anyone_and_kept_for_good(load, drawing):
    response = load(f"/media/{drawing}")
    assert (response.status_code, response.body) == (200, b"0123456789")
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_a_public_file_is_loaded_in_part(load, drawing):
    response = load(f"/media/{drawing}", range="bytes=2-4")
    assert (response.status_code, response.body) == (206, b"234")


def test_a_file_is_not_packed_again_for_a_browser_that_would_unpack_it(load, drawing):
    response = load(f"/media/{drawing}", **{"accept-encoding": "gzip, br"})
    assert response.body == b"0123456789"
    assert response["Content-Length"] == "10"


def test_the_headers_of_a_public_file_are_there_without_it(client, drawing):
    response = client.head(f"/media/{drawing}")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == "10"


@pytest.mark.parametrize(
    "name",
    [
        "0123456789abcdef0123456789abcdef.svg",
        "0123456789abcdef0123456789abcdef.html",
        "0123456789abcdef0123456789abcdef.png/",
        "..%2F0123456789abcdef0123456789abcdef.png",
        "%2e%2e/private/documents/law.pdf",
        "images/0123456789abcdef0123456789abcdef.png",
        "0123456789ABCDEF0123456789ABCDEF.png",
        "0123456789abcdef0123456789abcdef.png%0A",
        "%00.png",
    ],
)
def test_a_name_we_do_not_give_is_not_even_asked_for(load, homes, use, settings, name):
    use("Disk")
    # Whatever asked this store would fail.
    settings.STORAGES = settings.STORAGES | {"public": {"BACKEND": "nothing.at.all"}}
    assert load(f"/media/{name}").status_code == 404


def test_a_public_file_that_is_missing_is_the_sites_404(load, drawing):
    response = load(f"/media/{token()}.png")
    assert response.status_code == 404
    assert "There is no page here" in response.body.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_read_only(client, drawing, method):
    assert getattr(client, method)(f"/media/{drawing}").status_code == 405


# Documents


def test_a_document_is_loaded_whole_and_in_part(load, document):
    whole = load(document.url)
    assert whole.status_code == 200
    assert whole.body.startswith(b"%PDF")
    assert whole["Cache-Control"] == "no-cache"
    assert whole["Content-Language"] == "fr"
    assert whole["Content-Disposition"] == f'inline; filename="{document.filename}"'
    part = load(document.url, range="bytes=1-3")
    assert (part.status_code, part.body) == (206, b"PDF")
    assert load(document.url, range="bytes=9999999-").status_code == 416


def test_a_restriction_comes_before_the_range_and_the_copy_that_is_kept(load, document):
    etag = load(document.url)["ETag"]
    restrict(document.collection)
    asked = [{"range": "bytes=1-3"}, {"range": "bytes=9999999-"}, {"if-none-match": etag}]
    assert [load(document.url, **headers).status_code for headers in asked] == [404, 404, 404]


@pytest.mark.service("s3")
def test_a_copy_that_is_still_good_costs_no_word_with_the_store(
    load, homes, buckets, settings, use
):
    document = add_document()
    etag = load(document.url)["ETag"]
    right = settings.S3
    # A port nothing listens on.
    settings.S3 = right | {"endpoint": "http://127.0.0.1:1"}
    use("Disk")
    use("Bucket")
    response = load(document.url, **{"if-none-match": etag})
    assert (response.status_code, response.body) == (304, b"")
    assert response["Cache-Control"] == "no-cache"
    settings.S3 = right
    use("Bucket")


def test_the_tag_of_a_document_changes_with_its_file_and_does_not_tell_it(load, document, stores):
    tag = load(document.url)["ETag"]
    assert document.file_hash not in tag
    other = add_document()
    assert other.file_hash == document.file_hash
    assert load(other.url)["ETag"] != tag


def test_a_document_costs_one_query_and_a_visit_writes_nothing(
    load, document, django_assert_num_queries
):
    load(document.url)
    with django_assert_num_queries(1) as asked:
        load(document.url)
    assert [query["sql"][:6] for query in asked.captured_queries] == ["SELECT"]


def test_a_document_whose_file_is_missing_is_not_there(load, document, stores):
    stores["default"].purge(document.file.name)
    missing = load(f"/documents/{document.pk + 1000}/{document.filename}")
    found = load(document.url)
    assert (found.status_code, found.body) == (404, missing.body)
    assert found.headers == missing.headers


def test_who_listens_hears_that_a_document_was_served(load, document):
    heard = []

    def listen(instance, **kwargs):
        heard.append(instance)

    document_served.connect(listen)
    load(document.url)
    document_served.disconnect(listen)
    assert heard == [document]


def test_a_hook_may_answer_instead(load, document):
    def closed(document, request):
        return HttpResponse("Closed on Mondays")

    with hooks.register_temporarily("before_serve_document", closed):
        assert load(document.url).body == b"Closed on Mondays"


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_a_number_that_no_document_has_is_not_there(load, document, number):
    assert load(f"/documents/{number}/{document.filename}").status_code == 404


def test_a_deleted_document_is_gone_at_once(load, document):
    address = document.url
    document.delete()
    assert load(address).status_code == 404


def add_waiting_document():
    """Add the row of a document without asking any store."""
    return Document.objects.bulk_create([Document(title="Law", file="documents/0123/law.pdf")])[0]


@pytest.mark.service("s3")
def test_while_the_store_is_away_files_are_said_to_be_and_pages_are_fine(
    client, load, home, broken, monkeypatch
):
    client.raise_request_exception = False
    for alias in ("default", "public"):
        monkeypatch.setitem(broken._storages, alias, broken[alias].impatient())
    row = add_waiting_document()
    for path in (row.url, f"/media/{token()}.png"):
        response = load(path)
        assert response.status_code == 503
        assert response["Retry-After"]
        assert "Traceback" not in response.body.decode()
    assert load("/en/").status_code == 200
