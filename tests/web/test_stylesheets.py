"""The stylesheet: its parts are joined in order, and nothing but blanks and comments is lost."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.core.management import call_command

from web.stylesheets import SHEETS, StylesheetFinder, minified

SHEET, _WORKSPACE = SHEETS
PIECE = "css/site/reset.css"


@pytest.fixture
def sheet(settings, tmp_path):
    """A folder of static files with a stylesheet of two parts."""
    root = tmp_path / "static"
    (root / "css/site").mkdir(parents=True)
    (root / "css/site/first.css").write_text("/* One. */\na {\n    color: red;\n}\n")
    (root / "css/site/second.css").write_text("b {\n    color: blue;\n}\n")
    sheet = root / SHEET
    sheet.write_text('/* All. */\n@import "site/second.css";\n@import "site/first.css";\n')
    settings.STATICFILES_DIRS = [root]
    settings.STYLESHEETS_ROOT = tmp_path / "made"
    return sheet


def served():
    return Path(StylesheetFinder().find(SHEET) or "absent").read_text()


def test_the_parts_are_joined_in_the_order_they_are_named(sheet):
    assert served() == "b{color:blue}a{color:red}"


def test_a_part_that_was_edited_shows_at_the_next_request(sheet):
    served()
    (sheet.parent / "site/first.css").write_text("a { color: green }")
    assert "a{color:green}" in served()


def test_another_order_shows_at_the_next_request(sheet):
    served()
    sheet.write_text('@import "site/first.css";\n@import "site/second.css";\n')
    assert served() == "a{color:red}b{color:blue}"


def test_what_has_not_changed_is_not_written_again(sheet, settings):
    served()
    made = settings.STYLESHEETS_ROOT / SHEET
    before = made.stat().st_mtime_ns, made.stat().st_ino
    served()
    assert (made.stat().st_mtime_ns, made.stat().st_ino) == before
    assert [each.name for each in made.parent.iterdir()] == ["site.css"]


def test_the_parts_are_neither_found_nor_listed(sheet):
    finder = StylesheetFinder()
    assert finder.find("css/site/first.css") == []
    assert [path for path, _ in finder.list(None)] == [SHEET]
    assert finder.find("css/other.css") == []


def test_what_is_listed_is_what_is_served(sheet):
    ((path, storage),) = StylesheetFinder().list(["CVS"])
    with storage.open(path) as file:
        assert file.read().decode() == served()


def test_a_part_that_is_there_and_not_named_is_an_error(sheet):
    (sheet.parent / "site/third.css").write_text("i { color: red }")
    (error,) = StylesheetFinder().check()
    assert error.id == "stylesheets.E001"
    assert error.msg == "css/site/third.css is not named in css/site.css."


def test_a_part_that_is_named_and_absent_is_an_error(sheet):
    (sheet.parent / "site/first.css").unlink()
    (error,) = StylesheetFinder().check()
    assert error.msg == "css/site/first.css does not exist, and is named in css/site.css."
    with pytest.raises(FileNotFoundError):
        served()


def test_a_part_that_is_named_twice_is_an_error(sheet):
    sheet.write_text(sheet.read_text() + '@import "site/first.css";\n')
    (error,) = StylesheetFinder().check()
    assert error.id == "stylesheets.E002"


def test_a_part_in_a_comment_is_not_named(sheet):
    sheet.write_text('/* @import "site/first.css"; */\n@import "site/second.css";\n')
    (error,) = StylesheetFinder().check()
    assert error.msg == "css/site/first.css is not named in css/site.css."
    assert served() == "b{color:blue}"


def test_our_own_parts_are_all_there_and_all_named():
    assert [each for each in run_checks() if each.id.startswith("stylesheets.")] == []
    assert finders.find(PIECE) is None


def test_our_own_stylesheet_names_no_address_relative_to_a_part(settings):
    # It is served from elsewhere than its parts are kept.
    assert "url(" not in served()
    assert "@import" not in served()


def test_the_parts_are_not_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["wagtail*"])
    assert (tmp_path / SHEET).read_text() == served()
    assert not (tmp_path / "css/site").exists()


@pytest.mark.django_db
def test_development_serves_it_joined(client):
    response = client.get(f"/static/{SHEET}")
    assert b"".join(response).decode() == served()
    assert client.get(f"/static/{PIECE}").status_code == 404


def test_each_part_of_ours_has_one_declaration_a_line(settings):
    for path in (settings.ROOT / "static/css").rglob("*.css"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            bare = re.sub(r'"[^"]*"|/\*.*?\*/', "", line)
            assert len(re.findall(r"[;{}]", bare)) <= 1, f"{path.name}:{number}: {line}"
            assert len(line) <= 100, f"{path.name}:{number}"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("a,\nb > c { margin: 0 auto }", "a,b>c{margin:0 auto}"),
        (".a :hover { top: 0 }", ".a :hover{top:0}"),
        (".a :is(th, td) { top: 0 }", ".a :is(th,td){top:0}"),
        ("a + b ~ c { top: 0 }", "a + b ~ c{top:0}"),
        ("a { width: calc(1px + ( 2 * 3px )) }", "a{width:calc(1px + (2 * 3px))}"),
        ("a { color: red !important }", "a{color:red!important}"),
        (
            "@media (top: 1px) and (hover) { a { top: 0; } }",
            "@media (top:1px) and (hover){a{top:0}}",
        ),
        ("@supports not (top: auto) { a { top: 0 } }", "@supports not (top:auto){a{top:0}}"),
        ('a { content: "a  ; } /* b */ {" }', 'a{content:"a  ; } /* b */ {"}'),
        (r'a { content: "\" ; " }', r'a{content:"\" ; "}'),
        ("a { content: 'a : b' }", "a{content:'a : b'}"),
        ("a { background: url(a;b, c.png) }", "a{background:url(a;b, c.png)}"),
        ('a { background: url( "a, b.png" ) }', 'a{background:url("a, b.png")}'),
        ('/* Don\'t. */ a { top: 0 } /* "So." */', "a{top:0}"),
        (".a/* of */.b { top: 0 }", ".a .b{top:0}"),
        (r".a\, .b { top: 0 }", r".a\, .b{top:0}"),
        ("a { --none: ; --list: 1, 2 }", "a{--none:;--list:1,2}"),
    ],
)
def test_only_what_means_nothing_is_left_out(written, kept):
    assert minified(written) == kept
    assert minified(kept) == kept
