"""Originals: loaded by whoever may choose them, and not there for anybody else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission

from tests.cast import PASSWORD
from tests.factories import add_document, add_image
from tests.media.conftest import restrict

# Private files


@pytest.fixture
def closed(homes, stores):
    """A collection that visitors may not see into."""
    collection = Collection.get_first_root_node().add_child(name="Closed")
    restrict(collection)
    return collection


@pytest.fixture(params=["images", "documents"])
def private(request, closed):
    """The address of a private file, its row, and that of one that is not there."""
    add = add_image if request.param == "images" else add_document
    row = add(collection=closed)
    return (
        f"/files/{request.param}/{row.pk}/",
        row,
        f"/files/{request.param}/{row.pk + 1000}/",
    )


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("person", ["edith", "adam"])
def test_an_original_is_saved_by_whoever_may_choose_it(load, private, cast, person):
    address, row, _absent = private
    response = load(address, signed_in(getattr(cast, person)))
    assert response.status_code == 200
    assert response.body == b"".join(row.file.storage.stream(row.file.name))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "ETag" not in response


@pytest.mark.parametrize("person", ["anonymous", "nora", "stranger", "inactive"])
@pytest.mark.parametrize("asked", [{}, {"range": "bytes=0-3"}])
def test_for_anybody_else_an_original_is_not_there(load, private, cast, person, asked):
    address, _row, absent = private
    client = Client()
    if person in ("nora", "inactive"):
        client.force_login(cast.nora)
    if person == "inactive":
        get_user_model().objects.filter(pk=cast.nora.pk).update(is_active=False)
    if person == "stranger":
        # An editor of another collection.
        client = signed_in(editor_of(Collection.get_first_root_node().add_child(name="Another")))
    refused, missing = load(address, client, **asked), load(absent, client, **asked)
    assert (refused.status_code, refused.body) == (404, missing.body)
    assert refused.headers == missing.headers


def editor_of(collection):
    group = Group.objects.create(name=f"Editors of {collection}")
    user = get_user_model().objects.create_user("other@example.org", PASSWORD)
    user.groups.add(group)
    for codename in ("choose_image", "change_image", "choose_document", "change_document"):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=collection,
            permission=Permission.objects.get(
                codename=codename, content_type__app_label__in=["wagtailimages", "wagtaildocs"]
            ),
        )
    return user


def test_an_editor_of_the_collection_may_and_loses_it_at_once(load, private):
    address, row, _absent = private
    user = editor_of(row.collection)
    client = signed_in(user)
    assert load(address, client).status_code == 200
    user.groups.clear()
    assert load(address, client).status_code == 404


def test_a_deleted_original_is_gone_at_once(load, private, cast):
    address, row, _absent = private
    row.delete()
    assert load(address, signed_in(cast.adam)).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_that_no_original_has_is_not_there(load, homes, cast, number):
    for kind in ("images", "documents"):
        assert load(f"/files/{kind}/{number}/", signed_in(cast.adam)).status_code == 404


def test_an_original_is_loaded_in_part(load, private, cast):
    address, row, _absent = private
    whole = b"".join(row.file.storage.stream(row.file.name))
    response = load(address, signed_in(cast.edith), range="bytes=2-5")
    assert (response.status_code, response.body) == (206, whole[2:6])


def test_the_edit_screen_leads_to_the_private_address(client, private, cast):
    address, row, _absent = private
    client.force_login(cast.edith)
    kind = "images" if address.startswith("/files/images") else "documents"
    html = client.get(f"/admin/{kind}/{'' if kind == 'images' else 'edit/'}{row.pk}/").content
    assert f'href="{address}"' in html.decode()


def test_the_edit_screen_of_a_public_document_leads_to_its_public_address(client, document, cast):
    client.force_login(cast.edith)
    html = client.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert f'href="{document.url}"' in html
    assert "/files/documents/" not in html


def test_wagtails_own_screens_lead_to_where_an_original_is_loaded(homes, cast):
    image = add_image()
    said = signed_in(cast.edith).get(f"/admin/api/main/images/{image.pk}/").json()
    assert said["meta"]["download_url"] == f"/files/images/{image.pk}/"
