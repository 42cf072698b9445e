"""A page and its translations: made segment by segment, published by hand, taken down together."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import String, StringTranslation, Translation

from strategy.models import StrategyPage
from tests.factories import add_standard_page, add_strategy, translate


@pytest.fixture
def strategy(homes):
    return add_strategy(
        homes["en"],
        slug="strategy",
        title="Our strategy",
        conditions=[{"type": "condition", "value": {"text": "people are safe,", "goals": []}}],
        outcome="they speak.",
    )


def submit(client, page, code="fr"):
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(url, {"locales": [Locale.objects.get(language_code=code).pk]})


def test_a_page_sent_to_translation_is_not_published(client, cast, strategy):
    client.force_login(cast.edith)
    submit(client, strategy)
    french = strategy.get_translation(Locale.objects.get(language_code="fr"))
    assert not french.live
    assert client.get("/fr/strategy/").status_code == 404


def test_a_theory_of_change_is_translated_segment_by_segment(
    client, cast, strategy, django_capture_on_commit_callbacks
):
    client.force_login(cast.edith)
    submit(client, strategy)
    translation = Translation.objects.get(target_locale__language_code="fr")
    said = {
        "Our strategy": "Notre stratégie",
        "people are safe,": "les gens sont en sécurité,",
        "they speak.": "ils parlent.",
    }
    for source, words in said.items():
        string = String.objects.get(data=source)
        for segment in translation.source.stringsegment_set.filter(string=string):
            StringTranslation.objects.create(
                translation_of=string,
                locale=translation.target_locale,
                context=segment.context,
                data=words,
            )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=cast.edith, publish=True)
    french = StrategyPage.objects.get(locale__language_code="fr")
    assert french.title == "Notre stratégie"
    assert french.condition_texts[0].text == "les gens sont en sécurité,"
    html = client.get(french.get_url()).content.decode()
    assert "les gens sont en sécurité," in html
    assert 'hreflang="en" href="http://localhost:8000/en/strategy/"' in html


def test_who_may_not_edit_a_page_may_not_translate_it(client, cast, homes, strategy):
    elsewhere = add_standard_page(homes["en"])
    group = Group.objects.create(name="Translators of one section")
    permissions = Group.objects.get(name="Editors").permissions.all()
    group.permissions.set(permissions)
    GroupPagePermission.objects.create(group=group, page=elsewhere, permission_type="change")
    cast.nora.groups.set([group])
    client.force_login(cast.nora)
    url = reverse("wagtail_localize:submit_page_translation", args=[strategy.pk])
    assert client.get(url).status_code == 404
    assert submit(client, strategy).status_code == 404
    assert not Translation.objects.exists()


@pytest.fixture
def both(homes):
    page = add_standard_page(homes["en"], slug="about")
    return page, translate(page, homes["ar"], slug="about")


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_is_taken_down_is_taken_down_in_every_language(client, cast, both, action):
    client.force_login(cast.edith)
    page, translated = both
    url = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    assert "translation" in client.get(url).content.decode()
    client.post(url)
    assert client.get("/en/about/").status_code == 404
    assert client.get("/ar/about/").status_code == 404
    assert Page.objects.filter(pk=translated.pk).exists() is (action == "unpublish")


def test_a_translation_goes_alone(client, cast, both):
    client.force_login(cast.edith)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[both[1].pk]))
    assert client.get("/ar/about/").status_code == 404
    assert client.get("/en/about/").status_code == 200


def test_a_translation_without_an_original_takes_the_others_along(client, cast, homes):
    client.force_login(cast.edith)
    page = add_standard_page(homes["fr"], slug="about")
    translate(page, homes["es"], slug="about")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert client.get("/es/about/").status_code == 404
