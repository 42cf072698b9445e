"""What stands below a page is listed and added in its form: nobody has to know the tree."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from campaigns.models import CampaignUpdatePage
from strategy.models import StrategicFrameworkPage
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_goal,
    add_page,
    add_strategy,
    translate,
)

pytestmark = [pytest.mark.embedded]


@pytest.fixture
def form_of(client, cast):
    client.force_login(cast.edith)
    return lambda page: client.get(edit(page)).content.decode()


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(model, page):
    about = model._meta
    url = reverse("wagtailadmin_pages:add", args=[about.app_label, about.model_name, page.pk])
    return f"{url}?next={edit(page)}"


def add_framework(strategy, **fields):
    years = {"period_start": 2026, "period_end": 2030}
    return add_page(StrategicFrameworkPage, strategy, **years | fields)


def test_a_strategy_lists_its_goals_and_frameworks_drafts_too(form_of, home):
    strategy = add_strategy(home)
    assert "There is no framework yet" in form_of(strategy)
    goal = add_goal(strategy, title="Water", slug="water")
    draft = add_framework(strategy, title="Framework 2026", slug="framework", live=False)
    html = form_of(strategy)
    assert f'href="{edit(goal)}">Water</a>' in html
    assert f'href="{edit(draft)}">Framework 2026</a>' in html
    assert "There is no framework yet" not in html


def test_one_more_is_added_from_there_and_one_comes_back(form_of, client, home):
    strategy = add_strategy(home)
    url = add(StrategicFrameworkPage, strategy)
    assert f'href="{url}"' in form_of(strategy)
    assert f'name="next" value="{edit(strategy)}"' in client.get(url).content.decode()


def test_a_campaign_does_so_with_its_updates(form_of, home):
    campaign = add_campaign(add_campaign_section(home))
    assert f'href="{add(CampaignUpdatePage, campaign)}"' in form_of(campaign)


def test_a_framework_in_another_language_is_listed_as_on_the_page(form_of, homes):
    english = add_strategy(homes["en"])
    french = translate(english, homes["fr"])
    add_framework(english, title="Framework 2026", slug="framework")
    add_framework(english, title="A secret one", slug="secret", live=False)
    html = form_of(french)
    assert "Framework 2026" in html
    assert "A secret one" not in html


def test_before_the_page_is_there_it_is_said_how(client, cast, home):
    client.force_login(cast.edith)
    url = reverse("wagtailadmin_pages:add", args=["strategy", "strategypage", home.pk])
    assert "Save this page first" in client.get(url).content.decode()


def test_who_may_not_add_is_not_asked_to(client, cast, home):
    strategy = add_strategy(home)
    GroupPagePermission.objects.filter(permission__codename="add_page").delete()
    client.force_login(cast.mona)
    assert add(StrategicFrameworkPage, strategy) not in client.get(edit(strategy)).content.decode()
