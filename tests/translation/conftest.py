"""A page in English, sent to be translated into French; what a translator enters."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from tests.factories import add_standard_page

FORM = "application/x-www-form-urlencoded"


class Desk:
    """What somebody does on the screens of a translation."""

    def __init__(self, client, page, code="fr"):
        self.client, self.original, self.code = client, page, code

    @property
    def locale(self):
        return Locale.objects.get(language_code=self.code)

    @property
    def page(self):
        return type(self.original).objects.get(
            translation_key=self.original.translation_key, locale=self.locale
        )

    @property
    def translation(self):
        return Translation.objects.get(
            source__object_id=self.original.translation_key, target_locale=self.locale
        )

    @property
    def editing(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def send(self):
        url = reverse("wagtail_localize:submit_page_translation", args=[self.original.pk])
        return self.client.post(url, {"locales": [self.locale.pk]})

    def segment(self, path):
        return self.translation.source.stringsegment_set.get(context__path=path)

    def say(self, **words):
        """Enter the words of passages, by the names of their fields."""
        for path, said in words.items():
            args = [self.translation.pk, self.segment(path.replace("__", ".")).pk]
            url = reverse("wagtail_localize:edit_string_translation", args=args)
            answer = self.client.put(url, urlencode({"value": said}), content_type=FORM)
            assert answer.status_code in (200, 201), answer

    def act(self, action, **data):
        return self.client.post(self.editing, {"action": action} | data, follow=True)

    def go_on(self, answer):
        """Answer the second step that was asked for."""
        url = answer.redirect_chain[-1][0]
        return self.client.post(url, {"read": answer.context["read"]}, follow=True)

    def update(self, **data):
        url = reverse("wagtail_localize:update_translations", args=[self.translation.source.pk])
        return self.client.post(url, data, follow=True)


@pytest.fixture
def original(homes):
    return add_standard_page(
        homes["en"], title="What to do first", slug="first", summary="Read this. It is short."
    )


@pytest.fixture
def desk_of(client_of, original):
    def desk_of(user, code="fr"):
        return Desk(client_of(user), original, code)

    return desk_of


@pytest.fixture
def desk(desk_of, cast):
    desk = desk_of(cast.edith)
    desk.send()
    return desk
