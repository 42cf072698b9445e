"""Mails that say that there is news: to whom, when, and how little."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from background.models import Effect
from background.services import settle
from coalitions import news
from coalitions.models import Membership, News
from coalitions.news import ADDRESSED, ask_for_digests, stop_token, whose
from coalitions.roles import Role
from coalitions.services import comments
from coalitions.services.members import end, look
from coalitions.services.sharing import withdraw
from tests.coalitions.cast import add_coalition, add_comment, add_draft, add_member, at, share_page
from tests.factories import add_standard_page

INSIDE = ("Rivers", "Register", "Petra", "Rita", "Purpose", "A letter", "ask", "About")


@pytest.fixture
def sent(monkeypatch, settings):
    """Do what is due after a while, at an hour of the day; return the letters that went out."""
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_BACKEND = "background.mail.OutboxBackend"

    def sent():
        mail.outbox.clear()
        Effect.objects.filter(kind=ADDRESSED).update(due_at=timezone.now())
        settle()
        return {letter.to[0]: letter for letter in mail.outbox}

    return sent


def at_hour(monkeypatch, hour):
    now = datetime(2026, 11, 30, hour, tzinfo=UTC)
    monkeypatch.setattr(news.timezone, "now", lambda: now)
    return now


def test_whoever_is_meant_is_told_at_once_and_of_nothing(spaces, draft, sent):
    add_comment(spaces.rita, draft, "ask", text="@Petra, a secret")
    [letter] = sent().values()
    assert letter.to == ["petra@example.org"]
    whole = letter.subject + letter.body + str(letter.extra_headers)
    for inside in (*INSIDE[:-2], "secret", str(spaces.rivers.pk), str(draft.pk)):
        assert inside not in whole, inside
    assert "http://localhost:8000/en/spaces/\n" in letter.body
    assert not sent()


def test_whoever_looked_meanwhile_is_not(spaces, draft, sent):
    add_comment(spaces.rita, draft, "ask", text="@Petra?")
    look(Membership.objects.get(pk=spaces.petra.pk))
    assert not sent()


@pytest.mark.parametrize("how", ["left", "closed", "stopped", "taken back", "trashed"])
def test_who_may_be_told_is_asked_when_it_is_sent(spaces, draft, sent, how):
    comment = add_comment(spaces.rita, draft, "ask", text="@Petra?")
    match how:
        case "left":
            end(spaces.petra)
        case "closed":
            spaces.petra.user.is_active = False
            spaces.petra.user.save()
        case "stopped":
            Membership.objects.update(news=News.NEVER)
        case "taken back":
            comments.take_back(by=spaces.rita, comment=comment)
        case "trashed":
            draft.trashed_at = timezone.now()
            draft.save()
    assert not sent()


def test_of_a_page_that_is_shared_no_more_nobody_is_told(spaces, homes, sent):
    page = add_standard_page(homes["en"], live=False, body=[("text", "<p>Some words.</p>")])
    shared = share_page(spaces.petra, page)
    add_comment(spaces.rita, shared.draft, "words", text="@Olga?")
    withdraw(by=spaces.petra, shared=shared)
    assert not sent()


def test_whoever_proposed_is_told_that_there_is_an_answer(spaces, draft, sent):
    comment = add_comment(spaces.rita, draft, "ask", wording="demand")
    assert not sent()
    comments.answer(by=spaces.petra, comment=comment, verdict="accepted", reason="")
    assert list(sent()) == ["rita@example.org"]
    # Who answers their own proposal knows.
    own = add_comment(spaces.petra, draft, "wait", wording="hope")
    comments.answer(by=spaces.petra, comment=own, verdict="accepted", reason="")
    assert not sent()


def test_a_digest_comes_once_a_day_in_the_morning_of_whoever_reads_it(
    spaces, draft, sent, monkeypatch
):
    rita, olga = spaces.rita.user, spaces.olga.user
    rita.time_zone, rita.language = "Asia/Shanghai", "ar"
    rita.save()
    olga.time_zone = "America/Bogota"
    olga.save()
    Membership.objects.update(joined_at=datetime(2026, 11, 1, tzinfo=UTC))
    spaces.rivers.activities.update(at=datetime(2026, 11, 29, 12, tzinfo=UTC))
    # Afternoon in Shanghai, two at night in Bogotá.
    at_hour(monkeypatch, 7)
    ask_for_digests()
    letters = sent()
    assert "rita@example.org" in letters
    assert "olga@example.org" not in letters
    assert "http://localhost:8000/ar/spaces/" in letters["rita@example.org"].body
    # Nine there.
    at_hour(monkeypatch, 14)
    ask_for_digests()
    letters |= sent()
    assert set(letters) == {"rita@example.org", "olga@example.org", "cora@example.org"}
    for letter in letters.values():
        for inside in INSIDE:
            assert inside not in letter.subject + letter.body, inside
    at_hour(monkeypatch, 15)
    ask_for_digests()
    assert not sent()


def test_before_the_morning_nobody_is_woken(spaces, draft, sent, monkeypatch):
    Membership.objects.update(joined_at=datetime(2026, 11, 1, tzinfo=UTC))
    spaces.rivers.activities.update(at=datetime(2026, 11, 29, 12, tzinfo=UTC))
    at_hour(monkeypatch, 3)
    ask_for_digests()
    assert not sent()


def test_what_was_told_is_not_told_again_and_what_is_new_is(spaces, draft, sent, monkeypatch):
    add_member(add_coalition("Marshes"), "Olga", Role.OBSERVER)
    Membership.objects.update(joined_at=datetime(2026, 11, 1, tzinfo=UTC))
    spaces.rivers.activities.update(at=datetime(2026, 11, 29, 12, tzinfo=UTC))
    at_hour(monkeypatch, 12)
    ask_for_digests()
    assert "olga@example.org" in sent()
    monkeypatch.setattr(news.timezone, "now", lambda: datetime(2026, 12, 1, 12, tzinfo=UTC))
    ask_for_digests()
    assert not sent()
    add_draft(spaces.petra)
    newest = spaces.rivers.activities.first()
    spaces.rivers.activities.filter(pk=newest.pk).update(at=datetime(2026, 12, 1, 9, tzinfo=UTC))
    ask_for_digests()
    assert "olga@example.org" in sent()
    assert "petra@example.org" not in sent()


def test_only_what_is_addressed_or_nothing_at_all(spaces, browse, draft, sent, monkeypatch):
    rita = browse("rita")
    rita.post(at(spaces, "mails"), {"news": "addressed"})
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=9))
    at_hour(monkeypatch, 12)
    ask_for_digests()
    assert "rita@example.org" not in sent()
    monkeypatch.undo()
    response = rita.post(at(spaces, "mails"), {"news": "hourly"})
    assert "Select a valid choice" in response.content.decode()
    assert Membership.objects.get(pk=spaces.rita.pk).news == News.ADDRESSED


def test_one_post_ends_them_and_a_link_that_is_followed_does_not(spaces, client, draft, sent):
    add_comment(spaces.rita, draft, "ask", text="@Petra?")
    [letter] = sent().values()
    address = (
        letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    )
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in letter.body
    html = client.get(address).content.decode()
    assert "Send me no more" in html
    assert Membership.objects.get(pk=spaces.petra.pk).news == News.DAILY
    browser = client.__class__(enforce_csrf_checks=True)
    response = browser.post(address, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    for inside in (*INSIDE[:-2], "petra@"):
        assert inside not in response.content.decode()
    assert Membership.objects.get(pk=spaces.petra.pk).news == News.NEVER
    assert Membership.objects.get(pk=spaces.rita.pk).news == News.DAILY


@pytest.mark.parametrize("token", ["x", "1:2", "1"])
def test_a_token_that_is_not_ours_ends_nothing(spaces, client, token):
    assert client.post(reverse("spaces:stop_mails", args=[token])).status_code == 404
    assert whose(stop_token(spaces.petra.user)) == spaces.petra.user_id
