"""Every template compiles, and holds nothing the content security policy would refuse."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

ROOT: Path = settings.ROOT
SCRIPTLESS = {"application/ld+json"}
# What a browser fetches by itself when it meets it.
FETCHED = {"action", "background", "data", "poster", "src", "srcset"}


def templates() -> dict[str, Path]:
    """Return our own templates by the name a view calls them."""
    folders = [ROOT / "site/templates", *map(Path, get_app_template_dirs("templates"))]
    own = [each for each in folders if each.is_relative_to(ROOT) and ".venv" not in each.parts]
    return {
        path.relative_to(folder).as_posix(): path
        for folder in own
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".txt", ".xml"}
    }


TEMPLATES = templates()


class Refused(HTMLParser):
    """Collects what in a document the policy refuses or another site would be asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in values:
            self.found.append("a style of its own")
        if tag == "script" and "src" not in values and values.get("type") not in SCRIPTLESS:
            self.found.append("a script of its own")
        for name, value in values.items():
            if name.startswith("on"):
                self.found.append(f"a handler: {name}")
            if value.strip().lower().startswith("javascript:"):
                self.found.append(f"a script in {name}")
            fetched = name in FETCHED or (tag == "link" and name == "href")
            if fetched and re.match(r"\s*(https?:)?//", value):
                self.found.append(f"another site asked for {name}: {value}")


def test_there_are_templates_to_look_at():
    assert "base.html" in TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_includes_and_extends_what_exists(name):
    # Django looks for an included template only when it comes to it.
    text = TEMPLATES[name].read_text()
    for other in re.findall(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", text):
        get_template(other)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_inline_script_or_style_and_asks_no_other_site(name):
    assert Refused(TEMPLATES[name].read_text()).found == []


@pytest.mark.parametrize(
    "text",
    [
        "<style>a { color: red }</style>",
        '<p {% if x %}style="color: red"{% endif %}>',
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<a {{ attributes }} onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/pixel.gif">',
        '<link rel="stylesheet" href="//elsewhere.example/site.css">',
    ],
)
def test_the_look_at_templates_sees(text):
    assert Refused(text).found


@pytest.mark.parametrize(
    "text",
    [
        "<script src=\"{% static 'js/site.js' %}\" defer></script>",
        '<script type="application/ld+json">{}</script>',
        '<a href="https://elsewhere.example/" rel="noreferrer">',
        "{# <style> #}<p>",
    ],
)
def test_the_look_at_templates_lets_pass(text):
    assert Refused(text).found == []
