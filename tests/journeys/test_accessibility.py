"""No page of the site hinders anyone in a way that axe can see, in any of its appearances."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# In these two every page; in the others one of each type, with the searches and what is not found.
# Any two of language, scheme and width meet once.
WHOLE = [("en", "light", 1440), ("ar", "dark", 390)]
APPEARANCES = [*WHOLE, ("en", "dark", 390), ("ar", "light", 390), ("ar", "dark", 1440)]


def found_on(page) -> list[str]:
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{page.url} {violation['id']}: {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("language", "scheme", "width"), APPEARANCES)
def test_axe_finds_no_violation(new_visitor, demo, addresses, language, scheme, width):
    visitor = new_visitor(color_scheme=scheme, viewport={"width": width, "height": 900})
    paths = set(addresses(language))
    if (language, scheme, width) in WHOLE:
        paths |= {page.path for page in demo.pages if page.language == language}
    violations = []
    for path in sorted(paths):
        visitor.go(path)
        violations += found_on(visitor.page)
    assert not violations, "\n".join(violations)
