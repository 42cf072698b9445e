"""The address of a document outlives its file; what is chosen says what it is."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import CollectionViewRestriction
from wagtail.users.models import UserProfile

from tests.factories import add_document, pdf


@pytest.fixture
def document(homes):
    document = add_document(title="Guide", language="fr")
    replace(document, "guide-2025.pdf", "second")
    return document


def replace(document, name, words):
    document.file.save(name, ContentFile(pdf(words)))


def test_its_former_address_leads_to_the_new_one(client, document):
    old = document.url
    replace(document, "guide-2026.pdf", "third")
    replace(document, "guide-2027.pdf", "fourth")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, document.url)
    assert answer["Cache-Control"] == "no-cache"
    assert document.url.endswith("/guide-2027.pdf")


def test_under_the_same_name_it_stays(client, document):
    old = document.url
    replace(document, "guide-2025.pdf", "third")
    answer = client.get(old)
    assert answer.status_code == 200
    list(answer.streaming_content)


def test_no_other_name_tells_what_it_is_called(client, document):
    assert client.get(f"/documents/{document.pk}/guess.pdf").status_code == 404


def test_nothing_leads_to_what_is_not_public_any_more(client, document):
    old = document.url
    replace(document, "guide-2026.pdf", "third")
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    assert client.get(old).status_code == 404


def test_it_has_the_hash_of_its_own_file(document):
    before = document.file_hash
    replace(document, "guide-2026.pdf", "third")
    document.refresh_from_db()
    assert document.file_hash not in ("", before)


def test_what_is_chosen_says_language_format_and_size(document):
    document.file_size = 2_500_000
    assert str(document).replace("\xa0", " ") == "Guide · Français · PDF · 2.4 MB"


def test_a_new_one_is_in_the_language_of_who_brings_it(client, cast):
    UserProfile.objects.create(user=cast.edith, preferred_language="ru")
    client.force_login(cast.edith)
    form = client.get(reverse("wagtaildocs:add")).context["form"]
    assert form["language"].value() == "ru"
    sent = {"title": "Guide", "files[]": SimpleUploadedFile("guide.pdf", pdf("words"))}
    waiting = client.post(reverse("wagtaildocs:add_multiple"), sent).json()
    assert '<option value="ru" selected>' in waiting["form"]
