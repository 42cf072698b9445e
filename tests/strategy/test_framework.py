"""Where a framework stands in a year, what it takes the place of, and its files."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from strategy.models import FrameworkFile, StrategicFrameworkPage
from strategy.models.framework import Status
from strategy.models.period import period_label
from tests.factories import add_document, add_page, add_strategy, translate


@pytest.fixture
def today(monkeypatch):
    def stand_at(year, month=6, day=1):
        monkeypatch.setattr(timezone, "localdate", lambda: dt.date(year, month, day))

    return stand_at


STAGES = {
    "before it begins": (Status.ADOPTED, 2025, "current"),
    "in its first year": (Status.ADOPTED, 2026, "current"),
    "in its last year": (Status.ADOPTED, 2030, "current"),
    "after it": (Status.ADOPTED, 2031, "completed"),
    "a draft, long ago": (Status.DRAFT, 2040, "draft"),
    "under review": (Status.UNDER_REVIEW, 2031, "under_review"),
    "superseded": (Status.SUPERSEDED, 2028, "superseded"),
}


@pytest.mark.parametrize(("status", "year", "stage"), STAGES.values(), ids=STAGES)
def test_the_stage_follows_from_the_status_and_the_year(db, today, status, year, stage):
    today(year)
    page = StrategicFrameworkPage(status=status, period_start=2026, period_end=2030)
    assert page.stage == stage


def test_the_last_day_of_the_last_year_still_counts(db, today):
    page = StrategicFrameworkPage(status=Status.ADOPTED, period_start=2026, period_end=2030)
    today(2030, 12, 31)
    assert page.stage == "current"
    today(2031, 1, 1)
    assert page.stage == "completed"


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_stage_has_a_word_in_the_language_of_the_reader(db, today, status, code):
    today(2028)
    page = StrategicFrameworkPage(status=status, period_start=2026, period_end=2030)
    with translation.override("en"):
        english = page.stage_label
    with translation.override(code):
        assert page.stage_label
        assert (page.stage_label == english) is (code == "en")


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (2026, 2030, "2026–2030"),
        (2026, 2026, "2026"),
        (2026, None, "2026"),
        (None, 2030, "2030"),
        (None, None, ""),
    ],
)
def test_a_period_is_written_without_separators(start, end, label):
    with translation.override("fr"):
        assert period_label(start, end) == label


@pytest.fixture
def strategy(home):
    return add_strategy(home, slug="strategy")


def add_framework(strategy, **fields):
    return add_page(StrategicFrameworkPage, strategy, **fields)


def test_not_even_the_database_takes_a_period_that_ends_before_it_begins(strategy):
    page = add_framework(strategy)
    pages = StrategicFrameworkPage.objects.filter(pk=page.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        pages.update(period_start=2030, period_end=2026)


@pytest.fixture
def pair(strategy):
    """A framework, and the one that has taken its place."""
    old = add_framework(strategy, title="The old one", slug="old", period_end=2024)
    new = add_framework(strategy, title="The new one", slug="new", supersedes=old)
    return old, new


def shown(client, page, words):
    return words in client.get(page.get_url()).content.decode()


def test_each_leads_to_the_other(client, pair):
    old, new = pair
    assert shown(client, old, '<a href="/en/strategy/new/">The new one</a> (2021–2025)')
    assert shown(client, new, '<a href="/en/strategy/old/">The old one</a> (2021–2024)')


HIDING = pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.unpublish(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: page.delete(),
    ],
    ids=["draft", "restricted", "deleted"],
)


@HIDING
def test_the_new_one_does_not_name_an_old_one_that_is_not_public(client, pair, hide):
    old, new = pair
    hide(old)
    assert not shown(client, new, "The old one")


@HIDING
def test_the_old_one_does_not_name_a_new_one_that_is_not_public(client, pair, hide):
    old, new = pair
    hide(new)
    assert not shown(client, old, "The new one")


def test_frameworks_are_listed_the_most_recent_period_first(client, strategy):
    for start in (2016, 2026, 2021):
        add_framework(strategy, title=f"From {start}", period_start=start, period_end=start + 4)
    add_framework(strategy, title="Draft", live=False)
    frameworks = client.get("/en/strategy/").context["frameworks"]
    assert [page.title for page in frameworks] == ["From 2026", "From 2021", "From 2016"]


def queries(client):
    client.get("/en/strategy/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/strategy/")
    return len(captured)


def test_more_frameworks_ask_the_database_no_more(client, strategy):
    def add(start):
        page = add_framework(strategy, period_start=start, period_end=start + 4)
        FrameworkFile.objects.create(page=page, document=add_document("fr"))

    for start in (2016, 2021):
        add(start)
    before = queries(client)
    for start in (2026, 2031, 2036):
        add(start)
    assert queries(client) == before


def test_a_reader_without_a_file_is_told_which_languages_there_are(client, strategy):
    page = add_framework(strategy, slug="framework")
    for code in ("ar", "fr"):
        FrameworkFile.objects.create(page=page, document=add_document(code))
    html = client.get("/en/strategy/framework/").content.decode()
    assert '<bdi lang="fr">Français</bdi>, <bdi lang="ar">العربية</bdi>' in html
    FrameworkFile.objects.create(page=page, document=add_document("en"))
    html = client.get("/en/strategy/framework/").content.decode()
    assert "There is no file in" not in html


def test_a_framework_that_exists_in_one_language_is_listed_in_the_others_with_its_language(
    client, homes
):
    english = add_strategy(homes["en"], slug="strategy")
    french = translate(english, homes["fr"], slug="strategie")
    framework = add_page(StrategicFrameworkPage, english, title="Framework 2021–2025")
    framework.files = [FrameworkFile(document=add_document("en"))]
    framework.save_revision().publish()
    html = client.get("/fr/strategie/").content.decode()
    assert f'<a href="{framework.get_url()}" hreflang="en">Framework 2021–2025</a>' in html
    assert '<h3 lang="en" dir="ltr">' in html

    translate(framework, french, title="Cadre 2021–2025")
    html = client.get("/fr/strategie/").content.decode()
    assert "Cadre 2021–2025" in html
    assert "Framework" not in html
