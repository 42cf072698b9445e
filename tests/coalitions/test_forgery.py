"""Another site cannot make a browser do something here: each form is known by its token."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coalitions import urls
from coalitions.models import Activity
from tests.coalitions.access_table import TABLE
from tests.coalitions.cast import at
from tests.factories import add_standard_page

# Mail programs send it by themselves; what it says is in the signed address (RFC 8058).
WITHOUT_A_TOKEN = {"stop_mails"}
ORIGINS: tuple[dict[str, str], ...] = (
    {},
    {"origin": "null"},
    {"origin": "https://evil.example"},
    {"referer": "https://evil.example/", "x-http-method-override": "GET"},
)


@pytest.fixture
def cora(spaces):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(spaces.people["cora"])
    return client


def is_refused(response: HttpResponse) -> bool:
    return response.status_code == 403 and "This form has waited too long" in str(response.content)


@pytest.mark.parametrize("said", ORIGINS, ids=str)
def test_nothing_is_done_in_a_space_without_the_token_of_its_form(spaces, cora, said):
    alone = [name for name, args, *_rest in TABLE if not args]
    before = Activity.objects.count()
    for name in alone:
        assert is_refused(cora.post(at(spaces, name), headers=said)), name
    assert Activity.objects.count() == before


def test_the_token_of_somebody_else_is_none(spaces, cora):
    cora.get(at(spaces, "me"))
    assert "csrftoken" in cora.cookies
    other = Client(enforce_csrf_checks=True)
    other.get(reverse("account_login"))
    token = other.cookies["csrftoken"].value
    said = {"display_name": "Somebody", "csrfmiddlewaretoken": token}
    assert is_refused(cora.post(at(spaces, "me"), said))


def test_no_view_of_a_space_does_without():
    exempt = {
        str(line.name) for line in urls.urlpatterns if getattr(line.callback, "csrf_exempt", False)
    }
    assert exempt == WITHOUT_A_TOKEN


def test_the_interface_behind_the_admin_asks_for_it_too(spaces, homes):
    """Django does not ask there, and the framework it is made with does."""
    edith = Client(enforce_csrf_checks=True)
    edith.force_login(spaces.people["edith"])
    page = add_standard_page(homes["en"])
    path = reverse("wagtailadmin_api:pages:action", args=[page.pk, "unpublish"])
    response = edith.post(path)
    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]
    page.refresh_from_db()
    assert page.live
