"""The home page: where its button leads, what is new, and the best of each section."""

import re

import pytest
from wagtail.models import PageViewRestriction

from home.models import SHOWN_AS_NEWS, SHOWN_PER_SECTION
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_goal,
    add_library,
    add_resource,
    add_standard_page,
    add_strategy,
    translate,
)


@pytest.fixture
def campaign(home):
    return add_campaign(add_campaign_section(home, slug="campaigns"), title="Act", slug="act")


def lead_to(home, page, **fields):
    for name, value in {"lead_page": page, **fields}.items():
        setattr(home, name, value)
    home.save_revision().publish()


def button(client, path="/en/"):
    found = re.search(
        r'<a class="btn btn--lg" href="(.*?)">(.*?)</a>', client.get(path).content.decode()
    )
    return found and found.groups()


def test_the_button_leads_to_the_chosen_page_under_its_title(client, home, campaign):
    lead_to(home, campaign)
    assert button(client) == ("/en/campaigns/act/", "Act")


def test_the_button_says_what_the_editor_wrote(client, home, campaign):
    lead_to(home, campaign, action_label="Read <on>")
    assert button(client) == ("/en/campaigns/act/", "Read &lt;on&gt;")


def test_there_is_no_button_when_nothing_is_chosen(client, home, campaign):
    assert button(client) is None


def test_the_button_leads_to_the_page_in_the_language_of_the_home_page(client, homes, campaign):
    french = translate(
        campaign, add_campaign_section(homes["fr"], slug="c"), slug="a", title="Agir"
    )
    lead_to(homes["fr"], campaign)
    assert button(client, "/fr/") == ("/fr/c/a/", "Agir")
    french.unpublish()
    assert button(client, "/fr/") is None


@pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.unpublish(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: page.delete(),
    ],
    ids=["draft", "restricted", "deleted"],
)
def test_there_is_no_button_to_a_page_that_is_not_public(client, home, campaign, hide):
    lead_to(home, campaign)
    hide(campaign)
    home.refresh_from_db()
    assert button(client) is None
    assert "/en/campaigns/act/" not in client.get("/en/").content.decode()


def test_the_button_may_lead_to_a_page_of_no_section(client, home):
    lead_to(home, add_standard_page(home, slug="about", title="About"))
    assert button(client) == ("/en/about/", "About")


def test_the_three_lines_are_one_heading(client, home):
    home.line_1, home.line_2, home.line_3 = "One", "voice <is>", "many"
    home.save_revision().publish()
    html = client.get("/en/").content.decode()
    (heading,) = re.findall(r"<h1.*?>(.*?)</h1>", html)
    assert re.sub(r"<[^>]+>", "", heading) == "One voice &lt;is&gt; many"


def sections(client, path="/en/"):
    return {s.page.title: [i.title for i in s.items] for s in client.get(path).context["sections"]}


def test_each_section_in_the_menu_shows_its_first_pages(client, home):
    library = add_library(home, title="Library")
    for number in range(SHOWN_PER_SECTION + 2):
        add_resource(library, title=f"Guide {number}")
    add_campaign_section(home, title="Campaigns")
    add_standard_page(home, title="About", show_in_menus=True)
    found = sections(client)
    assert list(found) == ["Library", "Campaigns"]
    assert found["Library"] == ["Guide 5", "Guide 4", "Guide 3", "Guide 2"]
    assert found["Campaigns"] == []


def test_a_section_that_is_not_in_the_menu_is_not_on_the_home_page(client, home):
    library = add_library(home, title="Library")
    library.show_in_menus = False
    library.save_revision().publish()
    assert sections(client) == {}


def test_a_draft_is_not_among_the_first_pages(client, home):
    library = add_library(home, title="Library")
    add_resource(library, title="Draft", live=False)
    assert sections(client) == {"Library": []}


def news(client):
    return [page.title for page in client.get("/en/").context["news"]]


def test_what_is_new_is_the_last_published_below_the_sections(client, homes):
    library = add_library(homes["en"])
    for number in range(SHOWN_AS_NEWS + 1):
        add_resource(library, title=f"News {number}")
    add_resource(library, title="Draft", live=False)
    add_resource(add_library(homes["fr"]), title="Nouvelle")
    assert news(client) == ["News 3", "News 2", "News 1"]


def test_the_theory_of_change_comes_from_the_strategy(client, home):
    assert 'id="change"' not in client.get("/en/").content.decode()
    conditions = [("condition", {"text": "people <are> safe,", "goals": []})]
    strategy = add_strategy(home, conditions=conditions, outcome="they speak.")
    html = client.get("/en/").content.decode()
    assert "people &lt;are&gt; safe," in html
    assert "they speak." in html
    strategy.unpublish()
    assert 'id="change"' not in client.get("/en/").content.decode()


def test_a_condition_names_the_goals_that_work_on_it_and_a_goal_its_conditions(client, homes):
    strategy = add_strategy(homes["en"], slug="strategy")
    goals = [add_goal(strategy, title=f"Goal {n}") for n in (1, 2)]
    in_french = translate(goals[1], add_strategy(homes["fr"]))
    strategy.conditions = [
        ("condition", {"text": "one,", "goals": [goals[0]]}),
        ("condition", {"text": "two,", "goals": [in_french, goals[0]]}),
    ]
    strategy.save_revision().publish()
    context = client.get("/en/strategy/").context
    assert [condition.goals for condition in context["conditions"]] == [[1], [1, 2]]
    assert [goal["serves"] for goal in context["goals"]] == [[1, 2], [2]]
    goals[0].unpublish()
    assert [each.goals for each in client.get("/en/strategy/").context["conditions"]] == [[], [1]]
