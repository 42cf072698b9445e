"""A file that not everybody may have: no title, size or address of it stands anywhere public."""

import pytest
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from background.services import settle
from campaigns.models.campaign import CampaignFile
from library.models import ItemFile
from strategy.models import FrameworkFile, StrategicFrameworkPage
from tests.factories import (
    add_campaign,
    add_campaign_section,
    add_document,
    add_library,
    add_page,
    add_resource,
    add_strategy,
)

TITLE = "Canary of the archive"


pytestmark = pytest.mark.usefixtures("embedded_search")


@pytest.fixture
def archive(db):
    return Collection.get_first_root_node().add_child(name="Archive")


@pytest.fixture
def document(archive):
    return add_document(title=TITLE, collection=archive)


@pytest.fixture
def paths(homes, document):
    """The addresses that show the file, by the page that offers it."""
    home = homes["en"]
    campaign = add_campaign(add_campaign_section(home, slug="campaigns"), slug="one")
    library = add_library(home, slug="library")
    resource = add_resource(library, slug="one")
    strategy = add_strategy(home, slug="strategy")
    framework = add_page(StrategicFrameworkPage, strategy, slug="one")
    for page, row in ((campaign, CampaignFile), (resource, ItemFile), (framework, FrameworkFile)):
        page.files = [row(document=document, description="What it is for")]
        page.save_revision().publish()
    settle()
    return [
        "/en/campaigns/one/",
        "/en/library/",
        "/en/library/one/",
        "/en/strategy/",
        "/en/strategy/one/",
        "/en/search/?q=canary",
    ]


def shows(client, path, document):
    html = client.get(path).content.decode()
    return TITLE in html or document.url in html or f"<bdi>{document.format}</bdi>" in html


def test_a_file_is_shown_while_everybody_may_have_it(client, paths, document):
    assert [shows(client, path, document) for path in paths[:-1]] == [True] * 5


def test_a_file_in_a_closed_collection_is_shown_nowhere(client, paths, document, archive):
    CollectionViewRestriction.objects.create(
        collection=archive, restriction_type=CollectionViewRestriction.LOGIN
    )
    settle()
    assert [shows(client, path, document) for path in paths] == [False] * 6
    assert "Nothing matches" in client.get("/en/search/?q=canary").content.decode()


def test_a_file_that_is_moved_to_a_closed_collection_goes_too(client, paths, document):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = closed
    document.save()
    settle()
    assert [shows(client, path, document) for path in paths] == [False] * 6


def test_a_file_comes_back_when_its_collection_is_opened(client, paths, document, archive):
    restriction = CollectionViewRestriction.objects.create(
        collection=archive, restriction_type=CollectionViewRestriction.LOGIN
    )
    settle()
    restriction.delete()
    settle()
    assert "3 results" in client.get("/en/search/?q=canary").content.decode()
    assert all(shows(client, path, document) for path in paths[:-1])


def test_a_collection_that_is_moved_below_a_closed_one_closes(client, paths, document, archive):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    # As the form of a collection does it.
    with transaction.atomic():
        archive.save()
        Collection.objects.get(pk=archive.pk).move(
            Collection.objects.get(pk=closed.pk), "sorted-child"
        )
    settle()
    assert [shows(client, path, document) for path in paths] == [False] * 6


def test_a_draft_shows_its_files_before_they_are_saved(homes, document):
    campaign = add_campaign(add_campaign_section(homes["en"]))
    campaign.files = [CampaignFile(document=document), CampaignFile()]
    assert [row.document for row in campaign.shown_files] == [document]
