"""Two people at one page: who saves second is told, and both texts are kept."""

import html

import pytest
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from tests.factories import add_standard_page
from tests.walk.filling import sent_by

pytestmark = [pytest.mark.embedded]


@pytest.fixture
def note(home):
    return add_standard_page(home, title="A page", summary="As it was.")


@pytest.fixture
def desk_of(client_of, note):
    """Return a way to open the page as somebody, and to send it from there with one's own words."""
    url = reverse("wagtailadmin_pages:edit", args=[note.pk])

    def open_as(person):
        client = client_of(person)
        opened = client.get(url)

        def send(summary, action="", onto=None):
            data = sent_by(onto or opened, summary=summary)
            if action:
                data[f"action-{action}"] = "1"
            return client.post(url, data)

        return send

    return open_as


def versions(page):
    return [revision.as_object().summary for revision in page.revisions.order_by("pk")]


def said(response):
    return [message.message for message in response.context["messages"]]


@pytest.mark.parametrize("action", ["", "publish", "submit"])
def test_who_saves_second_is_told_and_nothing_is_lost(cast, desk_of, note, action):
    edith, wanda = desk_of(cast.edith), desk_of(cast.wanda)
    wanda("What Wanda says.")
    refused = edith("What Edith says.", action)
    assert refused.status_code == 200
    assert versions(note)[1:] == ["What Wanda says."]
    assert refused.context["form"]["summary"].value() == "What Edith says."
    [message] = said(refused)
    assert "Wanda saved this page while you were writing" in str(message)
    note.refresh_from_db()
    assert note.summary == "As it was."
    assert not WorkflowState.objects.exists()


def test_the_other_version_is_one_click_away(cast, desk_of, note, client_of):
    edith, wanda = desk_of(cast.edith), desk_of(cast.wanda)
    wanda("What Wanda says.")
    page = html.unescape(edith("What Edith says.").content.decode())
    first, latest = note.revisions.order_by("pk").values_list("pk", flat=True)
    for name, args in (
        ("view_draft", [note.pk]),
        ("revisions_compare", [note.pk, first, latest]),
    ):
        url = reverse(f"wagtailadmin_pages:{name}", args=args)
        assert f'href="{url}"' in page
        assert "What Wanda says." in client_of(cast.edith).get(url).content.decode()


def test_having_been_told_one_goes_on_from_there(cast, desk_of, note):
    edith, wanda = desk_of(cast.edith), desk_of(cast.wanda)
    wanda("What Wanda says.")
    refused = edith("What Edith says.")
    saved = edith("What both say.", onto=refused)
    assert saved.status_code == 302
    assert versions(note)[1:] == ["What Wanda says.", "What both say."]


def test_until_then_the_page_does_not_save_itself(cast, desk_of, note, client_of):
    saves_itself = b"data-w-autosave-interval-value"
    edith, wanda = desk_of(cast.edith), desk_of(cast.wanda)
    wanda("What Wanda says.")
    assert saves_itself not in edith("What Edith says.").content
    url = reverse("wagtailadmin_pages:edit", args=[note.pk])
    assert saves_itself in client_of(cast.edith).get(url).content


def test_what_is_wrong_beside_is_said_at_once_and_does_not_open_the_door(cast, desk_of, note):
    edith, wanda = desk_of(cast.edith), desk_of(cast.wanda)
    wanda("What Wanda says.")
    refused = edith("x" * 500)
    assert "summary" in refused.context["form"].errors
    assert "Wanda saved this page" in str(said(refused))
    assert versions(note)[1:] == ["What Wanda says."]


def test_the_same_sent_twice_is_no_conflict(cast, desk_of, note):
    edith = desk_of(cast.edith)
    edith("What Edith says.")
    assert edith("What Edith says.").status_code == 302
    assert set(versions(note)[1:]) == {"What Edith says."}


def test_ones_own_other_window_is_called_so(cast, desk_of, note):
    one, other = desk_of(cast.edith), desk_of(cast.edith)
    one("From one window.")
    assert "You saved this page in another window" in str(said(other("From the other.")))


def test_nobody_approves_what_they_have_not_read(cast, desk_of, note):
    wanda = desk_of(cast.wanda)
    wanda("What Wanda says.", "submit")
    mona, edith = desk_of(cast.mona), desk_of(cast.edith)
    edith("Something else meanwhile.")
    mona("What Wanda says.", "publish")
    assert Page.objects.get(pk=note.pk).specific.summary == "As it was."
