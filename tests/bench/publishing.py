"""How much longer an editor waits for a page with ten pictures than for one without any."""

import statistics
import time
from typing import Any

from django.test import Client

from core.models import StandardPage
from home.models import HomePage
from tests.cast import Cast
from tests.factories import add_image
from tests.forms import Editing, inline_formset, streamfield

PICTURES = 10
TIMES = 7
# What the pictures themselves cost in the form and in its check, and nothing that is cut or sent.
MOST = 1.5


def test_pictures_are_not_waited_for(client: Client, cast: Cast, home: HomePage) -> None:
    client.force_login(cast.edith)  # type: ignore[arg-type] # the cast is untyped
    pictures = [add_image() for _number in range(PICTURES)]
    body = [
        (
            "image",
            {"image": {"image": str(each.pk), "alt_text": "A", "decorative": ""}, "caption": ""},
        )
        for each in pictures
    ]
    seconds_to_publish(client, home, [], "warm")
    bare = seconds_to_publish(client, home, [], "bare")
    full = seconds_to_publish(client, home, body, "full")
    assert full < MOST * bare, (bare, full)


def seconds_to_publish(client: Client, home: HomePage, body: list[Any], slug: str) -> float:
    taken = []
    for number in range(TIMES):
        begin = time.perf_counter()
        answer = Editing(client, StandardPage, home).publish(
            slug=f"{slug}-{number}", summary="", body=streamfield(body), comments=inline_formset([])
        )
        taken.append(time.perf_counter() - begin)
        assert answer.status_code == 302
    return statistics.median(taken)
