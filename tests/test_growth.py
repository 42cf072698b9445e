"""A list asks the database as much for a thousand pages as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from campaigns.models import CampaignUpdatePage
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_library,
    add_page,
    add_resource,
)


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def add_library_with_items(home):
    library = add_library(home, slug="list")
    return library, add_resource


def add_section_with_campaigns(home):
    section = add_campaign_section(home, slug="list")
    return section, add_campaign


def add_campaign_with_updates(home):
    campaign = add_campaign(add_campaign_section(home, slug="list"), slug="one")
    return campaign, lambda parent, **fields: add_page(CampaignUpdatePage, parent, **fields)


def add_bare(parent, like, count):
    """Add many published pages fast: without revisions, under one parent."""
    parent = Page.objects.get(pk=parent.pk)
    for number in range(count):
        page = type(like)(
            title=f"Many {number}",
            slug=f"many-{number}",
            locale_id=parent.locale_id,
            **({"date": like.date} if hasattr(like, "date") else {}),
        )
        parent.add_child(instance=page)


@pytest.mark.parametrize(
    ("build", "path", "many", "limit"),
    [
        (add_library_with_items, "/en/list/", 200, 8),
        (add_section_with_campaigns, "/en/list/", 200, 8),
        (add_campaign_with_updates, "/en/list/one/", 200, 12),
    ],
)
def test_a_list_asks_as_much_for_many_as_for_few(client, home, build, path, many, limit):
    parent, add = build(home)
    like = [add(parent) for _number in range(10)][0]
    few = queries(client, path)
    add_bare(parent, like, many - 10)
    assert queries(client, path) == few <= limit


def test_a_far_page_of_a_list_asks_no_more(client, home):
    library = add_library(home, slug="list")
    add_bare(library, add_resource(library), 60)
    assert queries(client, "/en/list/?page=3") == queries(client, "/en/list/")
