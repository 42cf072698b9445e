"""Which rendition a browser is offered, at which width."""

from types import SimpleNamespace

from media.renditions import (
    ALL_FILTERS,
    MODERN_FILTERS,
    PLAIN_FILTERS,
    Responsive,
    srcset,
)


def sized(*widths):
    return [SimpleNamespace(width=width, url=f"/{width}.jpg") for width in widths]


def test_a_source_set_names_each_width():
    assert srcset(sized(480, 960)) == "/480.jpg 480w, /960.jpg 960w"


def test_a_source_set_names_a_width_once():
    assert srcset(sized(60, 60, 60)) == "/60.jpg 60w"


def test_renditions_are_shown_in_the_order_of_their_widths():
    renditions = {name: name for name in reversed(ALL_FILTERS)}
    shown = Responsive.of(renditions)
    assert (shown.modern, shown.plain) == (MODERN_FILTERS, PLAIN_FILTERS)


def test_of_a_few_renditions_the_best_is_the_one_for_all():
    assert Responsive.of({}).fallback is None
    assert Responsive.of({name: name for name in MODERN_FILTERS}).fallback == MODERN_FILTERS[1]
    some = Responsive.of({name: name for name in (MODERN_FILTERS[0], PLAIN_FILTERS[2])})
    assert (some.fallback, some.share) == (PLAIN_FILTERS[2], None)
