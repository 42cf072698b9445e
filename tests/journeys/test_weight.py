"""What a first visit weighs on the wire, on a phone: the budget of the design.

The server of development sends files as they are; what production sends is computed here, as its
compression does it: gzip at its best for CSS and JavaScript. Fonts are compressed already.
"""

import gzip
from collections import Counter

import pytest

pytestmark = pytest.mark.browser

KILOBYTE = 1024
BUDGET = {"stylesheet": 12 * KILOBYTE, "script": 8 * KILOBYTE, "font": 46 * KILOBYTE}
REQUESTS = 8
COMPRESSED = ("stylesheet", "script")


def on_the_wire(response) -> int:
    body = response.body()
    kind = response.request.resource_type
    return len(gzip.compress(body, 9)) if kind in COMPRESSED else len(body)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh-hans"])
def test_a_first_visit_keeps_to_the_budget(new_visitor, addresses, language):
    over = []
    for path in addresses(language):
        visitor = new_visitor(viewport={"width": 390, "height": 844})
        visitor.go(path)
        visitor.page.evaluate("document.fonts.ready.then(() => null)")
        weights: Counter[str] = Counter()
        for request in visitor.requests:
            weights[request.resource_type] += on_the_wire(request.response())
        assert weights["stylesheet"]
        over += [
            f"{path}: {kind} {weights[kind]}" for kind in BUDGET if weights[kind] > BUDGET[kind]
        ]
        if len(visitor.requests) > REQUESTS:
            over.append(f"{path}: {[request.url for request in visitor.requests]}")
    assert not over, "\n".join(over)
