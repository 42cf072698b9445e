"""The demonstration meets a site without it: an empty one, or one with pages of its own."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from demo.loader import remove
from tests.factories import add_standard_page


def test_taking_away_what_is_not_there_changes_nothing(homes):
    assert remove() is False


def test_it_does_not_mix_with_pages_of_the_site(home):
    page = add_standard_page(home)
    with pytest.raises(CommandError, match="empty database"):
        call_command("demo_load")
    assert Page.objects.filter(pk=page.pk).exists()
