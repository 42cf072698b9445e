"""Every template compiles, closes its tags, and holds nothing the security policy would refuse."""

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
# Elements that hold nothing, so that nothing closes them.
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


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


def bare(text: str) -> str:
    """Return a template without what Django reads, each line where it was."""
    ours = r"{%-?\s*comment\b.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}"
    return re.sub(ours, lambda each: "\n" * each[0].count("\n"), text, flags=re.DOTALL)


LONGEST_LINE = 200


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_line_that_nobody_reads(name):
    lines = TEMPLATES[name].read_text().splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE] == []


class Unclosed(HTMLParser):
    """Collects the tags that close nothing or are never closed.

    All branches of a template are read one after the other: each has to close what it opens.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.found: list[str] = []
        self.feed(bare(text))
        self.close()
        self.found += [f"line {line}: <{tag}> is never closed" for tag, line in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # As the drawings do, in SVG. A browser reads `<div/>` as `<div>`.
        if "svg" not in {name for name, _ in self.open} | {tag}:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.found.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")


class Refused(HTMLParser):
    """Collects what in a document the policy refuses or another site would be asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(bare(text))

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


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_tag_of_a_template_closes(name):
    assert Unclosed(TEMPLATES[name].read_text()).found == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>",
        "<p><b></p></b>",
        "</p>",
        "<div/>",
        "<ul>{% for each in all %}<li>{{ each }}{% endfor %}</ul>",
        "{% if here %}<p>{% else %}<p>{% endif %}</p>",
        "</br>",
    ],
)
def test_the_look_at_tags_sees(text):
    assert Unclosed(text).found


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% if here %}<b>{{ name }}</b>{% else %}<i></i>{% endif %}<br><img src='{{ it }}'></p>",
        '<p {% if here %}class="a>b"{% endif %}></p>',
        '<svg><path d="M0 0"/></svg>',
        '<svg viewBox="0 0 1 1"/>',
        "{# <p> #}{% comment %}<p>{% endcomment %}<!-- <p> -->",
        "<!doctype html><script>if (1 < 2) { '<p>' }</script>",
    ],
)
def test_the_look_at_tags_lets_pass(text):
    assert Unclosed(text).found == []


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
