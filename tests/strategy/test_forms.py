"""The forms of strategy: each mistake is told at its field, in words that say what to do."""

import datetime as dt

import pytest

from strategy.models import GoalPage, StrategicFrameworkPage, StrategyPage
from tests.factories import add_document, add_goal, add_strategy
from tests.forms import Editing, inline_formset, list_block, streamfield


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.edith)
    return client


@pytest.fixture
def framework(signed_in, home):
    return Editing(signed_in, StrategicFrameworkPage, add_strategy(home))


def period(start, end, files=(), **fields):
    return {
        "period_start": start,
        "period_end": end,
        "status": "adopted",
        "files": inline_formset([{"document": document.pk} for document in files]),
        "body": streamfield([]),
    } | fields


def test_a_framework_is_published_with_a_file_for_each_language(framework):
    framework.publish(**period(2026, 2030, [add_document("en"), add_document("fr")]))
    page = framework.made()
    assert [document.language for document in page.documents] == ["en", "fr"]
    assert page.period == "2026–2030"


def test_a_period_does_not_end_before_it_begins(framework):
    response = framework.publish(**period(2030, 2026))
    assert "2030" in framework.errors(response)["period_end"][0]


def test_not_even_in_a_draft(framework):
    response = framework.post(**period(2030, 2026))
    assert "period_end" in framework.errors(response)


@pytest.mark.parametrize("year", ["", "abc", "-1", "99999", "1e3"])
def test_a_year_is_a_year(framework, year):
    response = framework.publish(**period(year, 2026))
    assert "period_start" in framework.errors(response)


def test_two_files_in_one_language_are_refused_at_the_second(framework):
    response = framework.publish(**period(2026, 2030, [add_document("en"), add_document("en")]))
    first, second = response.context["form"].formsets["files"].forms
    assert not first.errors
    assert "document" in second.errors
    assert not StrategicFrameworkPage.objects.exists()


@pytest.fixture
def goal(signed_in, home):
    return Editing(signed_in, GoalPage, add_strategy(home))


def readings(**said):
    row = {"date": "2026-01-15", "value": "4", "source": "Our log", "note": ""} | said
    indicator = {
        "name": "Laws repealed",
        "unit": "laws",
        "baseline": "0",
        "target": "12",
        "readings": list_block([row]),
    }
    return {"body": streamfield([]), "indicators": streamfield([("indicator", indicator)])}


def test_a_goal_is_published_with_its_readings(goal):
    goal.publish(**readings())
    latest = goal.made().main_indicator.latest
    assert (latest.date, latest.value, latest.share) == (dt.date(2026, 1, 15), 4, 33)


def test_a_reading_without_a_source_is_refused_at_its_row(goal):
    response = goal.publish(**readings(source=""))
    (error,) = goal.errors(response)["indicators"].as_data()
    indicator = error.block_errors[0].block_errors
    reading = indicator["readings"].block_errors[0].block_errors
    assert list(reading) == ["source"]
    assert "Laws repealed" in response.content.decode()
    assert not GoalPage.objects.exists()


def test_a_strategy_is_published_with_its_theory_of_change(signed_in, home):
    other = add_goal(add_strategy(home))
    editing = Editing(signed_in, StrategyPage, home)
    condition = {"text": "people are safe,", "goals": list_block([other.pk])}
    conditions = streamfield([("condition", condition)])
    editing.publish(
        conditions=conditions,
        outcome="they speak.",
        refutations=streamfield([]),
        body=streamfield([]),
    )
    assert editing.made().condition_texts[0].text == "people are safe,"


def test_a_theory_has_no_more_conditions_than_can_be_drawn(signed_in, home):
    editing = Editing(signed_in, StrategyPage, home)
    many = [("condition", {"text": f"{n},", "goals": list_block([])}) for n in range(6)]
    response = editing.publish(
        conditions=streamfield(many), refutations=streamfield([]), body=streamfield([])
    )
    assert "conditions" in editing.errors(response)
