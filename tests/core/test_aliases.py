"""A copy of a page in another section: it says whose words these are, and in which language."""

import json
import re

import pytest
from wagtail.models import Locale, Page

from core.models import StandardPage
from tests.factories import add_standard_page

pytestmark = [pytest.mark.embedded]


@pytest.fixture
def original(homes):
    return add_standard_page(
        homes["en"], slug="only-english", title="Only English", summary="Not translated yet."
    )


@pytest.fixture
def alias(original):
    copy = original.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    return StandardPage.objects.get(pk=copy.pk)


@pytest.fixture
def html(alias, client):
    return client.get(alias.get_url()).content.decode()


def test_its_canonical_address_is_that_of_the_original(html, original):
    assert f'rel="canonical" href="http://localhost:8000{original.get_url()}"' in html
    assert f'property="og:url" content="http://localhost:8000{original.get_url()}"' in html


def test_its_words_are_marked_as_what_they_are(html):
    assert '<html lang="ar" dir="rtl"' in html
    assert '<main id="main" tabindex="-1" lang="en" dir="ltr">' in html
    # What surrounds them is in the reader's language.
    before, _, main = html.partition("<main")
    assert "تخطَّ" in before or "المحتوى" in before
    assert not re.search(
        r"[\u0600-\u06ff]{3}",
        re.sub(r"<a [^>]*hreflang.*?</a>", "", main.split("</main>")[0], flags=re.S),
    )


def test_search_engines_are_told_so(html, original):
    said = json.loads(html.partition('ld+json">')[2].partition("</script>")[0])
    assert said["inLanguage"] == "en"
    assert said["url"].endswith(original.get_url())
    assert 'property="og:locale" content="en"' in html
    assert 'rel="alternate" hreflang="ar"' not in html
    assert 'rel="alternate" hreflang="en"' in html


def test_the_language_that_is_read_leads_to_this_page(html, alias):
    found = re.findall(r'<a href="([^"]*)" hreflang="ar"[^>]*aria-current="true"', html)
    assert found == [alias.get_url()]


def test_it_is_in_no_sitemap(client, alias):
    assert alias.get_url() not in client.get("/sitemap-ar.xml").content.decode()


def test_a_copy_in_the_same_language_leads_to_its_original_too(original, client):
    other = add_standard_page(Page.objects.get(pk=original.pk).get_parent(), slug="other")
    copy = original.create_alias(parent=other, update_slug="copy")
    html = client.get(copy.get_url()).content.decode()
    assert f'rel="canonical" href="http://localhost:8000{original.get_url()}"' in html
    assert '<main id="main" tabindex="-1">' in html


def test_other_pages_are_in_their_own(original, client):
    html = client.get(original.get_url()).content.decode()
    assert '<main id="main" tabindex="-1">' in html
    assert '"inLanguage": "en"' in html
