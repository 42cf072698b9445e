"""What each type of page asks for before it goes up, at every door; a draft is free."""

import json

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, get_page_models
from wagtail.users.models import UserProfile

from campaigns.models import CampaignIndexPage, CampaignPage, CampaignUpdatePage
from core.models.base import BasePage
from library.models import LibraryIndexPage, ResourcePage, StatementPage
from strategy.models import StrategicFrameworkPage, StrategyPage
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_document,
    add_image,
    add_library,
    add_page,
    add_standard_page,
    add_strategy,
)
from tests.forms import Editing, streamfield
from tests.walk.filling import sent_by

pytestmark = [pytest.mark.embedded]

ASKED = [
    (CampaignPage, {"summary", "asks"}),
    (CampaignUpdatePage, {"summary"}),
    (ResourcePage, {"files"}),
    (StatementPage, {"addressee", "body", "signatories"}),
    (StrategicFrameworkPage, {"files"}),
    (StrategyPage, {"conditions", "outcome"}),
]
MORE = {StrategicFrameworkPage: {"period_start": 2026, "period_end": 2030}}


@pytest.fixture
def parent_of(home):
    def parent_of(model):
        match model.clean_parent_page_models()[0]:
            case parent if parent is CampaignIndexPage:
                return add_campaign_section(home)
            case parent if parent is CampaignPage:
                return add_campaign(add_campaign_section(home))
            case parent if parent is LibraryIndexPage:
                return add_library(home)
            case parent if parent is StrategyPage:
                return add_strategy(home)
        return home

    return parent_of


@pytest.fixture
def editing_of(client, cast, parent_of):
    client.force_login(cast.edith)
    return lambda model: Editing(client, model, parent_of(model))


def bare(editing):
    response = editing.client.get(editing.url)
    said = MORE.get(editing.model, {})
    return sent_by(response) | {"title": "A page", "slug": "a-page"} | said


def complaints(response):
    form = response.context["form"]
    rows = {name for name, each in form.formsets.items() if each.non_form_errors()}
    return set(form.errors) | rows


def is_said(html, need):
    message = str(need.message)
    # The widget of a stream is told in JSON.
    return message in html or json.dumps(message)[1:-1] in html


@pytest.mark.parametrize(("model", "expected"), ASKED)
def test_a_bare_page_is_a_draft_and_not_published(editing_of, model, expected):
    editing = editing_of(model)
    for action in ("publish", "submit"):
        response = editing.client.post(editing.url, bare(editing) | {f"action-{action}": "1"})
        assert complaints(response) == expected
    html = response.content.decode()
    for need in model.needs:
        assert is_said(html, need) == (need.fields[0] in expected)
    editing.client.post(editing.url, bare(editing))
    assert not editing.made().live


def test_every_type_that_asks_is_in_this_table():
    ours = [model for model in get_page_models() if issubclass(model, BasePage)]
    asking = {model for model in ours if model.needs != BasePage.needs}
    assert asking == {model for model, _expected in ASKED}


@pytest.mark.parametrize("code", ["fr", "es", "ar", "ru", "zh-hans"])
def test_in_the_editors_language(editing_of, cast, code):
    UserProfile.objects.create(user=cast.edith, preferred_language=code)
    editing = editing_of(StatementPage)
    html = editing.client.post(editing.url, bare(editing) | {"action-publish": "1"}).content
    with translation.override(code):
        for name in ("addressee", "body", "signatories"):
            need = next(each for each in StatementPage.needs if name in each.fields)
            assert is_said(html.decode(), need)


def test_one_of_two_is_enough(editing_of):
    editing = editing_of(CampaignUpdatePage)
    editing.publish(summary="It was read aloud.", date="2026-11-01", body=streamfield([]))
    assert editing.made().live


def test_a_file_that_is_taken_out_again_is_none(editing_of):
    editing = editing_of(ResourcePage)
    document = add_document("en")
    row = {
        "files-TOTAL_FORMS": "1",
        "files-0-document": str(document.pk),
        "files-0-ORDER": "1",
    }
    for deleted, published in (("1", False), ("", True)):
        editing.client.post(
            editing.url, bare(editing) | row | {"files-0-DELETE": deleted, "action-publish": "1"}
        )
        assert ResourcePage.objects.filter(slug="a-page", live=True).exists() == published


def test_many_at_once_are_asked_as_well(client, cast, home):
    client.force_login(cast.edith)
    section = add_campaign_section(home)
    campaign = add_page(CampaignPage, section, slug="bare", title="Bare", live=False)
    shown = add_standard_page(home, slug="shown", live=False, image=add_image())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={campaign.pk}&id={shown.pk}&next=/admin/", follow=True)
    html = answer.content.decode()
    assert "“Bare” is not published." in html
    assert "add one ask at least" in html
    assert "Say what the image shows" in html
    assert not Page.objects.filter(pk__in=[campaign.pk, shown.pk], live=True).exists()


def test_what_is_approved_is_asked_once_more(client, cast, home):
    campaign = add_page(CampaignPage, add_campaign_section(home), title="Bare", live=False)
    campaign.save_revision()
    campaign.get_workflow().start(campaign, cast.wanda)
    state = campaign.current_workflow_task_state
    client.force_login(cast.mona)
    url = reverse("wagtailadmin_pages:workflow_action", args=[campaign.pk, "approve", state.pk])
    answer = client.post(url, {"comment": ""}, follow=True)
    assert "add one ask at least" in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.workflow_in_progress
    assert not campaign.live
    # Whoever sends it back needs no reason of ours.
    client.post(url.replace("approve", "reject"), {"comment": "An ask, please."})
    assert not Page.objects.get(pk=campaign.pk).workflow_in_progress
