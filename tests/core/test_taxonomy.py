"""Topics and regions: named in every language, and one address for each in a language."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail.models import Locale

from core.models import Region, Topic
from core.models.taxonomy import country_choices


@pytest.fixture
def locales(db):
    codes = ("en", "fr", "es", "ar", "ru", "zh-hans")
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes}


COUNTRIES = {
    "en": "Côte d’Ivoire",
    "fr": "Côte d’Ivoire",
    "es": "Côte d’Ivoire",
    "ar": "ساحل العاج",
    "ru": "Кот-д’Ивуар",
    "zh-hans": "科特迪瓦",
}
GERMANY = {
    "en": "Germany",
    "fr": "Allemagne",
    "es": "Alemania",
    "ar": "ألمانيا",
    "ru": "Германия",
    "zh-hans": "德国",
}


@pytest.mark.parametrize(("country", "names"), [("CI", COUNTRIES), ("DE", GERMANY)])
def test_a_country_has_its_name_in_every_language_by_itself(locales, country, names):
    found = {code: str(Region(country=country, locale=locales[code])) for code in names}
    assert found == names


def test_a_country_is_named_in_the_language_of_the_region_not_of_the_editor(locales):
    with translation.override("ru"):
        assert str(Region(country="DE", locale=locales["fr"])) == "Allemagne"


def test_a_region_with_a_name_of_its_own_keeps_it(locales):
    assert str(Region(name="The Sahel", country="ML", locale=locales["en"])) == "The Sahel"


def test_a_country_the_cldr_does_not_know_shows_its_code(locales):
    assert str(Region(country="QQ", locale=locales["en"])) == "QQ"


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_countries_to_choose_from_are_in_the_active_language_and_in_order(code):
    with translation.override(code):
        choices = country_choices()
    assert dict(choices)["DE"] == GERMANY[code]
    assert len(choices) > 200
    assert all(len(country) == 2 for country, _name in choices)
    names = [name for _country, name in choices]
    assert names == sorted(names)


@pytest.fixture
def add_form(client, cast, locales):
    client.force_login(cast.adam)

    def send(model, **fields):
        path = f"/admin/snippets/core/{model}/add/"
        response = client.post(path, {"name": "", "country": "", "slug": "x"} | fields)
        if response.status_code == 302:
            return ""
        return str(response.context["form"].errors)

    return send


def test_a_region_needs_a_name_or_a_country(add_form):
    assert "Give the region a name, or choose a country." in add_form("region")
    assert not Region.objects.exists()


@pytest.mark.parametrize("fields", [{"name": "The Sahel"}, {"country": "ML"}])
def test_one_of_the_two_is_enough(add_form, fields):
    assert add_form("region", **fields) == ""
    assert Region.objects.get().locale.language_code == "en"


def test_not_even_the_database_takes_a_region_without_either(locales):
    with pytest.raises(IntegrityError, match="core_region_named"):
        Region.objects.create(slug="x", locale=locales["en"])


def test_a_country_that_does_not_exist_is_refused(add_form):
    assert "country" in add_form("region", country="zz")


@pytest.mark.parametrize(("name", "model"), [("topic", Topic), ("region", Region)])
def test_a_slug_is_taken_once_in_a_language(add_form, locales, name, model):
    assert add_form(name, name="One", slug="torture") == ""
    assert "already exists" in add_form(name, name="Two", slug="torture")
    model.objects.create(name="Trois", slug="torture", locale=locales["fr"])
    assert model.objects.count() == 2


@pytest.mark.parametrize("model", [Topic, Region])
def test_not_even_the_database_takes_a_slug_twice(locales, model):
    model.objects.create(name="One", slug="x", locale=locales["en"])
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(name="Two", slug="x", locale=locales["en"])


@pytest.mark.parametrize("slug", ["التعذيب", "пытки", "酷刑", "torture-et-abus"])
def test_a_slug_may_be_in_any_script(locales, slug):
    Topic(name="x", slug=slug, locale=locales["en"]).full_clean()


@pytest.mark.parametrize("slug", ["", "two words", "a/b", "<b>"])
def test_a_slug_is_part_of_an_address(locales, slug):
    with pytest.raises(ValidationError) as refused:
        Topic(name="x", slug=slug, locale=locales["en"]).full_clean()
    assert list(refused.value.error_dict) == ["slug"]


def add_topic(locale, name, key=None):
    fields = {"translation_key": key or uuid.uuid4()}
    return Topic.objects.create(name=name, slug=name.lower(), locale=locale, **fields)


def test_what_was_chosen_in_one_language_is_found_in_another(locales):
    asylum, water = (add_topic(locales["en"], name) for name in ("Asylum", "Water"))
    asile = add_topic(locales["fr"], "Asile", asylum.translation_key)
    add_topic(locales["fr"], "Prison")
    chosen = Topic.objects.filter(pk__in=[asylum.pk, water.pk])
    assert list(Topic.in_locale(chosen, locales["fr"])) == [asile]
    assert list(Topic.in_locale(chosen, locales["en"])) == [asylum, water]
    assert list(Topic.in_locale(chosen, locales["ar"])) == []


def test_that_takes_one_query(locales, django_assert_num_queries):
    add_topic(locales["en"], "Asylum")
    with django_assert_num_queries(1):
        list(Topic.in_locale(Topic.objects.all(), locales["en"]))
