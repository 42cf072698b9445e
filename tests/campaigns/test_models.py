"""The life of a campaign as a visitor sees it: its stage, its asks, its news, its goals."""

import datetime as dt
import re

import pytest
from wagtail.models import PageViewRestriction

from campaigns.models import CampaignPage, CampaignUpdatePage
from campaigns.models.campaign import CampaignGoal
from campaigns.models.status import ORDER, STAGE_OF, TONES, Stage, Status
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_document,
    add_goal,
    add_page,
    add_strategy,
    translate,
)
from tests.forms import Editing, inline_formset, streamfield

# A page that is only made asks which sort of page it is.
pytestmark = pytest.mark.django_db


def test_every_status_has_a_stage_and_a_place_in_lists():
    assert set(STAGE_OF) == set(Status)
    assert sorted(ORDER) == sorted(Status)


def test_only_what_neither_moves_nor_is_decided_has_no_tone():
    assert set(Status) - set(TONES) == {Status.PREPARING, Status.ARCHIVED}
    assert set(TONES.values()) == {"ok", "wait", "bad"}


@pytest.mark.parametrize("status", Status)
def test_the_road_shows_what_is_behind_and_where_we_are(status):
    stages = CampaignPage(status=status).stages
    here = [stage["current"] for stage in stages].index(True)
    assert stages[here]["label"] == STAGE_OF[status].label
    assert [stage["done"] for stage in stages] == [True] * here + [False] * (len(Stage) - here)
    assert sum(stage["current"] for stage in stages) == 1


@pytest.mark.parametrize(
    ("status", "tone"),
    [(Status.LIVE, "ok"), (Status.PAUSED, "wait"), (Status.LOST, "bad"), (Status.ARCHIVED, "line")],
)
def test_a_status_has_the_tone_of_its_news_beside_its_word(status, tone):
    assert CampaignPage(status=status).tone == tone


@pytest.fixture
def section(home):
    return add_campaign_section(home, slug="campaigns")


def test_the_page_says_status_and_stage_in_words(client, section):
    add_campaign(section, slug="one", status=Status.AWAITING_RESPONSE)
    html = client.get("/en/campaigns/one/").content.decode()
    assert '<span class="tag tag--wait">Awaiting response</span>' in html
    assert '<li aria-current="step">Delivered</li>' in html
    assert '<li class="done">Live</li>' in html
    assert "<li>Decided</li>" in html


def titles(pages):
    return [page.title for page in pages]


def test_what_can_be_acted_on_comes_first_and_the_past_last(section):
    for status in sorted(Status):
        add_campaign(section, title=status, status=status)
    assert titles(section.get_items()) == ORDER


def test_of_two_in_one_status_the_later_begun_comes_first(section):
    for title, day in (("Old", dt.date(2025, 1, 1)), ("New", dt.date(2026, 1, 1))):
        add_campaign(section, title=title, status=Status.LIVE, started_on=day)
    assert titles(section.get_items()) == ["New", "Old"]


def test_the_section_shows_no_draft_and_no_restricted_campaign(client, section):
    add_campaign(section, title="Shown")
    add_campaign(section, title="Draft", live=False)
    secret = add_campaign(section, title="Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    response = client.get("/en/campaigns/")
    assert titles(response.context["results"]) == ["Shown"]


@pytest.fixture
def editing(client, cast, section):
    client.force_login(cast.edith)
    return Editing(client, CampaignPage, section)


def days(start, end):
    return {
        "status": "live",
        "started_on": start,
        "ends_on": end,
        "summary": "Let the river run.",
        "asks": streamfield([("ask", {"title": "Open the gates", "progress": "not_yet"})]),
        "body": streamfield([]),
        "goal_links": inline_formset([]),
        "files": inline_formset([]),
    }


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-01", "2026-03-01"), ("2026-03-01", ""), ("", "2026-03-01"), ("", "")],
)
def test_a_campaign_may_have_a_first_and_a_last_day(editing, start, end):
    editing.publish(**days(start, end))
    assert editing.made().live


def test_a_campaign_does_not_end_before_it_begins(editing):
    response = editing.publish(**days("2026-03-02", "2026-03-01"))
    assert list(editing.errors(response)) == ["ends_on"]
    assert not CampaignPage.objects.exists()


@pytest.fixture
def campaign(section):
    return add_campaign(section, slug="one")


def add_update(campaign, title, day, **fields):
    return add_page(CampaignUpdatePage, campaign, title=title, date=dt.date(2026, 3, day), **fields)


@pytest.fixture
def updates(campaign):
    """Four updates, added in another order than that of their days; two on one day."""
    days = {"Second": 2, "Fourth": 4, "First": 1, "Also second": 2}
    return {title: add_update(campaign, title, day) for title, day in days.items()}


def test_updates_are_shown_newest_first(client, updates):
    response = client.get("/en/campaigns/one/")
    expected = ["Fourth", "Also second", "Second", "First"]
    assert titles(response.context["updates"]) == expected
    feed = client.get("/en/campaigns/one/feed/").content.decode()
    assert re.findall(r"<entry><title>(.*?)</title>", feed) == expected


def test_a_draft_of_an_update_is_not_shown(client, campaign, updates):
    add_update(campaign, "Unsaid", 9, live=False)
    assert "Unsaid" not in client.get("/en/campaigns/one/").content.decode()
    assert "Unsaid" not in client.get("/en/campaigns/one/feed/").content.decode()


NEIGHBOURS = {
    "First": (None, "Second"),
    "Second": ("First", "Also second"),
    "Also second": ("Second", "Fourth"),
    "Fourth": ("Also second", None),
}


@pytest.mark.parametrize(("title", "expected"), NEIGHBOURS.items(), ids=NEIGHBOURS)
def test_an_update_leads_to_those_before_and_after_it(updates, title, expected):
    found = updates[title].get_neighbours()
    assert tuple(page and page.title for page in found) == expected


def test_a_neighbour_that_is_taken_down_is_stepped_over(updates):
    updates["Second"].unpublish()
    before, _after = updates["Also second"].get_neighbours()
    assert before.title == "First"


def test_an_update_of_another_campaign_is_no_neighbour(section, updates):
    other = add_campaign(section)
    add_update(other, "Elsewhere", 5)
    _before, after = updates["Fourth"].get_neighbours()
    assert after is None


def serve(campaign, *goals):
    for goal in goals:
        campaign.goal_links.add(CampaignGoal(goal=goal))
    campaign.save_revision().publish()


@pytest.fixture
def goal(home):
    return add_goal(add_strategy(home, slug="strategy"), title="Goal in English", slug="goal")


def test_goals_are_shown_in_the_language_of_the_campaign(client, homes, campaign, goal):
    french = translate(goal, add_strategy(homes["fr"]), title="But en français")
    serve(campaign, french)
    assert titles(client.get("/en/campaigns/one/").context["goals"]) == ["Goal in English"]
    translated = translate(campaign, add_campaign_section(homes["fr"]), slug="une")
    serve(translated, goal)
    assert titles(client.get(translated.get_url()).context["goals"]) == ["But en français"]


def test_a_goal_chosen_in_two_languages_is_shown_once(client, homes, campaign, goal):
    serve(campaign, goal, translate(goal, add_strategy(homes["fr"])))
    assert titles(client.get("/en/campaigns/one/").context["goals"]) == ["Goal in English"]


def test_a_goal_that_is_not_public_is_not_shown(client, campaign, goal):
    serve(campaign, goal)
    goal.unpublish()
    assert "Goal in English" not in client.get("/en/campaigns/one/").content.decode()


def test_a_goal_names_the_campaigns_that_serve_it_and_no_draft(client, section, campaign, goal):
    campaign.title = "Heard here"
    serve(campaign, goal)
    draft = add_campaign(section, title="In secret", live=False)
    CampaignGoal.objects.create(page=draft, goal=goal)
    for path in ("/en/strategy/goal/", "/en/strategy/"):
        html = client.get(path).content.decode()
        assert "Heard here" in html
        assert "In secret" not in html
    campaign.unpublish()
    assert "Heard here" not in client.get("/en/strategy/goal/").content.decode()


def test_the_asks_say_how_far_they_are(client, section):
    ask = {
        "title": "Let <us> in",
        "text": "",
        "addressee": "The Council",
        "due": "2026-05-30",
        "progress": "partly_met",
        "progress_note": "5 of 14",
    }
    add_campaign(section, slug="two", asks=[("ask", ask | {"due": dt.date(2026, 5, 30)})])
    html = client.get("/en/campaigns/two/").content.decode()
    assert "<h3>Let &lt;us&gt; in</h3>" in html
    for words in ("Partly met", "5 of 14", "Addressed to The Council", "by 30 May 2026"):
        assert words in html


def test_the_toolkit_says_the_language_of_each_file(client, campaign):
    document = add_document("ar", title="الرسالة")
    campaign.files.create(document=document, description="Four minutes, two blanks.")
    campaign.save_revision().publish()
    html = client.get("/en/campaigns/one/").content.decode()
    link = f'<a href="{document.url}" hreflang="ar" lang="ar" dir="rtl">الرسالة</a>'
    assert link in html
    assert "Four minutes, two blanks." in html
