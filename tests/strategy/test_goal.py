"""The numbers of a goal: what is a setback, how far the way is gone, what is not known yet."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from wagtail.models import PageViewRestriction

from strategy.models import GoalPage
from strategy.models.goal import MOVED, IndicatorBlock, latest_readings
from tests.factories import add_goal, add_strategy
from tests.forms import Editing, list_block, streamfield

# A page that is only made asks which sort of page it is.
pytestmark = pytest.mark.django_db


def indicator(*values, baseline=0, target=10):
    """Return an indicator with one reading a month, from January 2026."""
    readings = [
        {"date": f"2026-{month:02}-01", "value": str(value), "source": "Our log", "note": ""}
        for month, value in enumerate(values, 1)
    ]
    said = {"name": "Laws", "unit": "laws", "baseline": str(baseline), "target": str(target)}
    return IndicatorBlock().to_python(said | {"readings": readings})


def setbacks(value):
    return [reading.is_setback for reading in value.readings_over_time]


def shares(value):
    return [reading.share for reading in value.readings_over_time]


def test_a_number_that_should_rise_and_falls_is_a_setback():
    assert setbacks(indicator(2, 5, 4, 4, 6)) == [False, False, True, False, False]


def test_a_number_that_should_fall_and_rises_is_a_setback():
    found = setbacks(indicator(9, 7, 8, 8, 3, baseline=10, target=0))
    assert found == [False, False, True, False, False]


def test_the_first_reading_is_compared_with_nothing():
    assert setbacks(indicator(-5)) == [False]


def test_readings_are_compared_by_their_days_whatever_their_order():
    value = indicator(2, 5)
    value["readings"] = list(reversed(value["readings"]))
    assert [reading.value for reading in value.readings_over_time] == [2, 5]
    assert setbacks(value) == [False, False]
    assert value.latest.value == 5


@pytest.mark.parametrize(
    ("value", "baseline", "target", "share"),
    [
        (0, 0, 10, 0),
        (5, 0, 10, 50),
        (10, 0, 10, 100),
        (15, 0, 10, 100),
        (-3, 0, 10, 0),
        (1, 0, 3, 33),
        (75, 100, 50, 50),
        (120, 100, 50, 0),
        (40, 100, 50, 100),
        ("0.5", "-1", "1", 75),
        (3, 3, 3, 100),
        (9, 3, 3, 100),
    ],
)
def test_the_share_is_the_way_gone_and_keeps_within_its_bounds(value, baseline, target, share):
    assert shares(indicator(value, baseline=baseline, target=target)) == [share]


def test_an_indicator_without_readings_has_no_latest():
    assert indicator().latest is None
    assert indicator().readings_over_time == []


def test_a_goal_without_indicators_shows_none(client, home):
    goal = add_goal(add_strategy(home))
    assert goal.main_indicator is None
    assert client.get(goal.get_url()).status_code == 200


def add_measured(strategy, *values, **fields):
    return add_goal(strategy, indicators=[("indicator", indicator(*values))], **fields)


@pytest.fixture
def strategy(home):
    return add_strategy(home, slug="strategy")


def test_the_page_shows_every_reading_the_setbacks_too(client, strategy):
    goal = add_measured(strategy, 2, 5, 4)
    html = re.sub(r"\s+", " ", client.get(goal.get_url()).content.decode())
    rows = re.findall(r"<tr> <th scope=\"row\">.*?</tr>", html, re.DOTALL)
    assert len(rows) == 3
    assert ["Setback" in row for row in rows] == [False, False, True]
    assert 'max="100" value="40" aria-label="40% of the way"' in rows[2]
    assert all("Our log" in row for row in rows)


def test_the_list_of_goals_shows_the_latest_reading(client, strategy):
    add_measured(strategy, 2, 5, 4)
    html = client.get("/en/strategy/").content.decode()
    assert '<strong class="big2 num">4</strong>' in html
    assert "Setback" in html


UNFINISHED = {
    "no date": ({}, {"date": ""}, 1),
    "no value": ({}, {"value": ""}, 1),
    "no source": ({}, {"source": ""}, 2),
    "no target": ({"target": ""}, {}, 0),
    "no baseline": ({"baseline": ""}, {}, 0),
    "nothing": (dict.fromkeys(("name", "unit", "baseline", "target"), ""), {}, 0),
}


@pytest.mark.parametrize(("said", "reading", "shown"), UNFINISHED.values(), ids=UNFINISHED)
def test_a_draft_with_an_unfinished_indicator_can_be_looked_at(
    client, cast, strategy, said, reading, shown
):
    client.force_login(cast.edith)
    editing = Editing(client, GoalPage, strategy)
    whole = {"date": "2026-02-01", "value": "5", "source": "Our log", "note": ""}
    block = {"name": "Laws", "unit": "laws", "baseline": "0", "target": "10"} | said
    block |= {"readings": list_block([whole | reading, whole])}
    response = editing.post(body=streamfield([]), indicators=streamfield([("indicator", block)]))
    assert response.status_code == 302
    draft = client.get(f"/admin/pages/{editing.made().pk}/view_draft/")
    assert draft.status_code == 200
    assert draft.content.decode().count('<th scope="row">') == shown


def test_goals_are_numbered_in_their_order_and_lead_to_each_other(client, strategy):
    goals = [add_goal(strategy, title=f"Number {n}", slug=f"g{n}") for n in (1, 2, 3)]
    context = client.get(goals[1].get_url()).context
    assert context["number"] == 2
    assert [page.title for page in context["neighbours"]] == ["Number 1", "Number 3"]
    goals[0].unpublish()
    context = client.get(goals[1].get_url()).context
    assert (context["number"], context["neighbours"][0]) == (1, None)


def test_what_has_moved_is_the_newest_reading_of_each_goal_the_latest_first(strategy):
    add_measured(strategy, 1, title="January")
    add_measured(strategy, 1, 2, 3, title="March")
    add_measured(strategy, 1, 2, title="February")
    add_goal(strategy, title="Not measured")
    add_measured(strategy, title="Not measured yet")
    moved = latest_readings(GoalPage.objects.all())
    assert [row["goal"].title for row in moved] == ["March", "February", "January"]
    assert moved[0]["reading"].value == Decimal(3)
    assert moved[0]["reading"].date == dt.date(2026, 3, 1)


def test_no_more_is_shown_than_fits(strategy):
    for _number in range(MOVED + 2):
        add_measured(strategy, 1)
    assert len(latest_readings(GoalPage.objects.all())) == MOVED


def test_a_restricted_goal_has_moved_for_nobody(client, home, strategy):
    goal = add_measured(strategy, 7, title="In secret")
    PageViewRestriction.objects.create(page=goal, restriction_type="login")
    assert client.get("/en/").context["moved"] == []
    assert "In secret" not in client.get("/en/strategy/").content.decode()
