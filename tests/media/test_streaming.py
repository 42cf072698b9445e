"""The parts of a file a browser may ask for, on any store."""

import pytest
from django.http import Http404

from media.errors import StoreUnavailable
from media.streaming import send, send_private
from tests.media.conftest import keep

NAME = "documents/0123/law.pdf"
ETAG = '"one"'


@pytest.fixture
def ask(rf, stores):
    store = stores["default"]
    keep(store, NAME, b"0123456789")

    def ask(name=NAME, method="GET", etag=ETAG, **headers):
        request = rf.generic(method, "/", headers=headers)
        said = {"ETag": etag} if etag else {}
        return send(request, store, name, content_type="application/pdf", headers=said)

    return ask


def body(response):
    return response.getvalue()


def test_a_file_is_sent_whole(ask):
    response = ask()
    assert (response.status_code, body(response)) == (200, b"0123456789")
    assert response.headers["Content-Length"] == "10"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize(
    ("asked", "expected", "told"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-4", b"4", "bytes 4-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=-200", b"0123456789", "bytes 0-9/10"),
        ("bytes=8-200", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_is_sent_alone(ask, asked, expected, told):
    response = ask(range=asked)
    assert (response.status_code, body(response)) == (206, expected)
    assert response.headers["Content-Range"] == told
    assert response.headers["Content-Length"] == str(len(expected))


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "bytes=a-b", "lines=0-3", "bytes", "bytes=٠-٣", ""],
)
def test_what_is_no_single_part_is_answered_with_the_whole(ask, asked):
    response = ask(range=asked)
    assert (response.status_code, body(response)) == (200, b"0123456789")


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(ask, asked):
    response = ask(range=asked)
    assert (response.status_code, response.content) == (416, b"")
    assert response.headers["Content-Range"] == "bytes */10"


@pytest.mark.parametrize(
    ("condition", "etag", "status"),
    [(ETAG, ETAG, 206), ('"two"', ETAG, 200), (ETAG, None, 200), ("W/" + ETAG, ETAG, 200)],
)
def test_a_part_goes_with_the_file_it_was_asked_of_only(ask, condition, etag, status):
    response = ask(etag=etag, range="bytes=0-3", **{"if-range": condition})
    body(response)
    assert response.status_code == status


def test_who_asks_for_the_headers_gets_them_and_nothing_else(ask):
    response = ask(method="HEAD")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == "10"


@pytest.mark.parametrize("name", ["documents/none/law.pdf", "", None])
def test_a_file_that_is_missing_is_not_found(ask, name):
    with pytest.raises(Http404):
        ask(name=name)


def test_a_private_file_is_saved_kept_by_nobody_and_named_in_any_script(rf, stores):
    name = keep(stores["default"], "documents/4567/قانون.pdf")
    response = send_private(
        rf.get("/"),
        stores["default"],
        name,
        filename="قانون.pdf",
        content_type="application/pdf",
    )
    assert body(response) == b"Article 1"
    headers = response.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D9%82%D8%A7%D9%86%D9%88%D9%86.pdf"
    )
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "ETag" not in headers
    assert "Last-Modified" not in headers


@pytest.mark.service("s3")
def test_a_store_that_does_not_answer_says_so_before_the_answer_begins(rf, broken):
    with pytest.raises(StoreUnavailable):
        send_private(
            rf.get("/"),
            broken["default"].impatient(),
            NAME,
            filename="law.pdf",
            content_type="application/pdf",
        )
