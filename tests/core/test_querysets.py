"""Which pages are public, asked through every list of the site."""

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.querysets import PublicQuerySet, public_pages
from tests.factories import add_standard_page, translate


def restrict(page, **fields):
    fields = {"restriction_type": PageViewRestriction.LOGIN} | fields
    return PageViewRestriction.objects.create(page=page, **fields)


def servable(page):
    return PublicQuerySet(Page).servable_pages().filter(pk=page.pk).exists()


def public(page):
    return public_pages().filter(pk=page.pk).exists()


def test_a_published_page_is_public(home):
    assert public(add_standard_page(home))


def test_a_draft_is_not(home):
    page = add_standard_page(home, live=False)
    assert not public(page)
    assert not servable(page)


@pytest.mark.parametrize("kind", PageViewRestriction.RESTRICTION_CHOICES, ids=lambda each: each[0])
def test_a_restricted_page_and_all_below_it_are_not(home, kind):
    page = add_standard_page(home)
    child = add_standard_page(page)
    restrict(page, restriction_type=kind[0])
    assert not public(page)
    assert not public(child)
    assert not servable(page)
    assert not servable(child)


def test_a_neighbour_of_a_restricted_page_stays_public(home):
    restrict(add_standard_page(home))
    assert public(add_standard_page(home))


def test_an_alias_is_served_but_never_listed(home):
    alias = add_standard_page(home).create_alias(update_slug="alias")
    assert servable(alias)
    assert not public(alias)


def test_an_alias_of_a_page_restricted_later_is_neither(home):
    page = add_standard_page(home)
    alias = page.create_alias(update_slug="alias")
    restrict(page)
    assert not servable(alias)
    assert not public(alias)


def test_an_alias_of_a_page_below_a_restricted_one_is_neither(home):
    parent = add_standard_page(home)
    alias = add_standard_page(parent).create_alias(parent=home, update_slug="alias")
    restrict(parent)
    assert not servable(alias)
    assert not public(alias)


@pytest.mark.parametrize(
    "close",
    [
        restrict,
        lambda page: Page.objects.filter(pk=page.pk).update(live=False),
        lambda page: Page.objects.filter(pk=page.pk).update(expire_at=timezone.now()),
    ],
    ids=["restricted", "taken down", "over"],
)
def test_an_alias_is_never_more_public_than_what_it_copies(home, close):
    page = add_standard_page(home)
    alias = page.create_alias(update_slug="alias")
    second = alias.create_alias(update_slug="alias-of-alias")
    below = add_standard_page(alias)
    assert all(servable(each) for each in (alias, second, below))
    close(page)
    assert not any(servable(each) for each in (alias, second, below))


def test_a_language_narrows_the_list(homes):
    page = add_standard_page(homes["en"])
    translated = translate(page, homes["fr"])
    assert translated.page_ptr in public_pages(language="fr")
    assert page.page_ptr not in public_pages(language="fr")


def test_a_later_restriction_reaches_the_translations(homes):
    page = add_standard_page(homes["en"])
    translated = translate(page, homes["ar"])
    restrict(page)
    assert not public(translated)


def test_a_restriction_lifted_is_lifted_from_the_translations(homes):
    page = add_standard_page(homes["en"])
    translated = translate(page, homes["ar"])
    restriction = restrict(page)
    restriction.delete()
    assert public(page)
    assert public(translated)
    assert not PageViewRestriction.objects.exists()


def test_a_page_moved_below_a_restricted_one_is_hidden_in_every_language(homes):
    closed = add_standard_page(homes["en"])
    restrict(closed)
    page = add_standard_page(homes["en"])
    translated = translate(page, homes["ar"])
    page.move(closed, "last-child")
    assert not public(page)
    assert not public(translated)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=homes["en"].pk), "last-child")
    assert public(translated)


def test_the_question_is_one_query(home, django_assert_num_queries):
    for _number in range(3):
        restrict(add_standard_page(home))
    with django_assert_num_queries(1):
        list(public_pages())
