"""Topics and regions: one row for one idea, named in every language, found under one address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from core.models import Region, Topic
from core.models.taxonomy import country_choices
from tests.factories import add_region, add_topic

CODES = ("en", "fr", "es", "ar", "ru", "zh-hans")
GERMANY = dict(
    zip(CODES, ("Germany", "Allemagne", "Alemania", "ألمانيا", "Германия", "德国"), strict=True)
)


@pytest.mark.parametrize("code", CODES)
def test_a_country_brings_its_name_in_every_language(db, code):
    region = add_region("de", country="DE")
    assert region.name_in(code) == GERMANY[code]
    with translation.override(code):
        assert str(Region.objects.get()) == GERMANY[code]


def test_a_name_that_was_written_otherwise_stays(db):
    region = add_region("ml", country="ML", en="The Sahel")
    assert (region.name_in("en"), region.name_in("fr")) == ("The Sahel", "Mali")
    region.save()
    assert Region.objects.get().name_in("en") == "The Sahel"
    assert region.names.count() == len(CODES)


def test_a_country_the_cldr_does_not_know_shows_its_code(db):
    assert add_region("qq", country="QQ").name_in("fr") == "QQ"


@pytest.mark.parametrize("code", CODES)
def test_the_countries_to_choose_from_are_in_the_active_language_and_in_order(code):
    with translation.override(code):
        choices = country_choices()
    assert dict(choices)["DE"] == GERMANY[code]
    assert len(choices) > 200
    assert all(len(country) == 2 for country, _name in choices)
    names = [name for _country, name in choices]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"en": "Water", "fr": "Eau"}, {"fr": "Eau", "en": "Water", "ar": "Water"}),
        ({"fr": "Eau", "ru": "Вода"}, {"fr": "Eau", "en": "Eau", "ru": "Вода"}),
    ],
)
def test_a_name_that_is_missing_in_a_language_is_taken_from_another(db, names, expected):
    topic = add_topic("water", **names)
    assert {code: topic.name_in(code) for code in expected} == expected
    assert {code: Topic.objects.named(code).get().name for code in expected} == expected


def test_what_is_named_nowhere_shows_its_slug(db):
    assert str(Topic.objects.create(slug="water")) == "water"


def test_topics_come_with_their_names_in_their_order_in_one_query(db, django_assert_num_queries):
    for slug, name in (("a", "Zone"), ("b", "Eau"), ("c", "Asile")):
        add_topic(slug, en=slug, fr=name)
    with django_assert_num_queries(1):
        assert list(map(str, Topic.objects.named("fr"))) == ["Asile", "Eau", "Zone"]


@pytest.fixture
def add_form(client, cast):
    client.force_login(cast.edith)

    def send(model, *names, **fields):
        path = f"/admin/snippets/core/{model}/add/"
        said = {"country": "", "slug": "", "names-TOTAL_FORMS": len(names)} | fields
        said |= {"names-INITIAL_FORMS": 0, "names-MIN_NUM_FORMS": 0, "names-MAX_NUM_FORMS": 1000}
        for place, (code, name) in enumerate(names):
            row = {"language": code, "name": name, "summary": "", "text": "null", "ORDER": "1"}
            said |= {f"names-{place}-{key}": value for key, value in row.items()}
        response = client.post(path, said)
        if response.status_code == 302:
            return ""
        return response.content.decode()

    return send


def test_a_region_needs_a_name_or_a_country(add_form):
    assert "Give the region a name, or choose a country." in add_form("region")
    assert not Region.objects.exists()


def test_one_of_the_two_is_enough(add_form):
    assert add_form("region", ("en", "The Sahel")) == ""
    assert add_form("region", country="ML") == ""
    assert list(map(str, Region.objects.order_by("pk"))) == ["The Sahel", "Mali"]


def test_a_region_cannot_lose_its_last_name(add_form, client):
    region = add_region("sahel", en="The Sahel")
    row = region.names.get()
    said = {"country": "", "slug": "sahel", "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 1}
    said |= {"names-MIN_NUM_FORMS": 0, "names-MAX_NUM_FORMS": 1000, "names-0-id": row.pk}
    said |= {"names-0-language": "en", "names-0-name": "The Sahel", "names-0-summary": ""}
    said |= {"names-0-text": "null", "names-0-DELETE": "1"}
    response = client.post(f"/admin/snippets/core/region/edit/{region.pk}/", said)
    assert "Give the region a name, or choose a country." in response.content.decode()
    assert region.names.count() == 1


def test_a_country_that_does_not_exist_is_refused(add_form):
    assert "Select a valid choice" in add_form("region", country="zz")


def test_a_topic_has_a_name_in_each_language_once(add_form):
    assert "Please submit at least 1 form" in add_form("topic")
    assert "data-contentpath" in add_form("topic", ("fr", "Eau"), ("fr", "Eaux"))
    assert not Topic.objects.exists()
    assert add_form("topic", ("fr", "Eau"), ("en", "Water")) == ""


def test_a_slug_that_is_left_empty_is_made_of_the_name(add_form):
    for _time in range(3):
        assert add_form("topic", ("fr", "Torture"), ("en", "Ill treatment")) == ""
    assert set(Topic.objects.values_list("slug", flat=True)) == {
        "ill-treatment",
        "ill-treatment-2",
        "ill-treatment-3",
    }


def test_a_slug_is_taken_once(add_form):
    assert add_form("topic", ("en", "One"), slug="torture") == ""
    assert "already exists" in add_form("topic", ("en", "Two"), slug="torture")


@pytest.mark.parametrize("model", [Topic, Region])
def test_not_even_the_database_takes_a_slug_twice(db, model):
    model.objects.create(slug="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(slug="x")


@pytest.mark.parametrize("slug", ["التعذيب", "пытки", "酷刑", "torture-et-abus"])
def test_a_slug_may_be_in_any_script(db, client, homes, slug):
    topic = add_topic(slug, en="x")
    topic.full_clean()
    assert client.get(f"/en/topics/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", ["two words", "a/b", "<b>"])
def test_a_slug_is_part_of_an_address(db, slug):
    with pytest.raises(ValidationError) as refused:
        Topic(slug=slug).full_clean()
    assert list(refused.value.error_dict) == ["slug"]


def test_the_list_of_topics_in_the_admin_asks_no_more_for_more_of_them(
    client, cast, django_assert_max_num_queries
):
    client.force_login(cast.edith)
    for number in range(3):
        add_topic(f"topic-{number}")
    client.get("/admin/snippets/core/topic/")
    with django_assert_max_num_queries(20) as few:
        client.get("/admin/snippets/core/topic/")
    for number in range(3, 12):
        add_topic(f"topic-{number}")
    with django_assert_max_num_queries(len(few)):
        html = client.get("/admin/snippets/core/topic/").content.decode()
    assert "Topic-11" in html
