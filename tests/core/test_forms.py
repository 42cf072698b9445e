"""The form of any page: words for its image are asked for when it is published, not before."""

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from core.models import StandardPage
from tests.factories import add_image, add_standard_page
from tests.forms import Editing, streamfield


@pytest.fixture
def editing(client, cast, home):
    client.force_login(cast.edith)
    return Editing(client, StandardPage, home)


@pytest.fixture
def image(db):
    return add_image()


def fields(image, alt=""):
    return {"image": image.pk, "image_alt": alt, "body": streamfield([]), "summary": "Kept."}


def test_a_page_with_words_for_its_image_is_published(editing, image):
    editing.publish(**fields(image, "Bars that rise."))
    assert editing.made().live


def test_without_them_it_is_not_and_nothing_is_lost(editing, image):
    response = editing.publish(**fields(image))
    assert "image_alt" in editing.errors(response)
    html = response.content.decode()
    assert "Kept." in html
    assert not StandardPage.objects.exists()


def test_it_is_not_submitted_to_a_workflow_either(editing, image):
    response = editing.post("submit", **fields(image))
    assert "image_alt" in editing.errors(response)


def test_a_draft_may_wait_for_its_words(editing, image):
    editing.post(**fields(image))
    assert not editing.made().live


def test_a_page_whose_day_is_over_is_a_draft_until_it_gets_another(editing, image):
    over = fields(image, "Bars.") | {"expire_at": "2020-01-01 12:00"}
    response = editing.publish(**over)
    assert "expire_at" in editing.errors(response)
    editing.post(**over)
    assert editing.made().get_latest_revision_as_object().expire_at.year == 2020


@pytest.mark.parametrize("code", ["fr", "es", "ar", "ru", "zh-hans"])
def test_the_error_is_in_the_editors_language(editing, cast, image, code):
    UserProfile.objects.create(user=cast.edith, preferred_language=code)
    response = editing.publish(**fields(image))
    with translation.override(code):
        expected = translation.gettext("Say what the image shows, for people who cannot see it.")
    assert expected != "Say what the image shows, for people who cannot see it."
    assert expected in response.content.decode()


def test_an_image_in_the_body_needs_words_unless_it_is_decorative(editing, image):
    def body(**said):
        block = {
            "image": {"image": image.pk, "decorative": "", "alt_text": ""} | said,
            "caption": "",
        }
        return {"body": streamfield([("image", block)])}

    response = editing.publish(**body())
    assert "body" in editing.errors(response)
    editing.publish(**body(alt_text="Bars that rise."))
    assert editing.made().live


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "not an address"]
)
def test_a_call_to_action_leads_to_a_page_or_an_address(editing, address):
    block = {"text": "", "label": "Go", "page": "", "url": address}
    response = editing.publish(body=streamfield([("action", block)]))
    assert "body" in editing.errors(response)


def test_a_call_to_action_that_leads_nowhere_or_twice_is_refused(editing, home):
    for target in ({"page": "", "url": ""}, {"page": home.pk, "url": "https://example.org/"}):
        block = {"text": "", "label": "Go"} | target
        response = editing.publish(body=streamfield([("action", block)]))
        assert "one of the two" in response.content.decode()


def test_a_page_cannot_be_made_private(client, cast, home):
    page = add_standard_page(home)
    client.force_login(cast.adam)
    response = client.get(f"/admin/pages/{page.pk}/privacy/")
    assert "password" not in response.json()["html"].lower()
