"""An editor looks into every corner of the admin: nothing breaks, nobody else is asked."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.editor import PageForm, enter_password, sign_in
from tests.browser.visitor import Visitor
from web.slugs import slug_of

pytestmark = pytest.mark.browser

DOOR = "/en/account/sign-in/"
# Marks, dashes, apostrophes, dots, and scripts of their own.
TYPED = [
    "L’été — 2021–2025",
    "Défenseur·e·s « d'ici »",
    "Œuvre, Łódź, ÉTÉ",
    "Новый отчёт: йод",
    "رسالة مفتوحة 2026",
    "公开信——2026年",
]
DESK = {"width": 1280, "height": 900}
# Where no link of the menu or of a list leads.
UNLINKED = ["/admin/images/add/", "/admin/documents/multiple/add/", "/admin/pages/search/?q=a"]


@pytest.fixture(scope="module")
def remembered(browser, demo):
    """What the browser of an editor keeps after signing in."""
    visitor = Visitor.of(browser.new_context(base_url=demo.origin), demo.origin)
    sign_in(visitor)
    expect(visitor.page.locator("#wagtail-sidebar nav")).to_be_visible()
    kept = visitor.page.context.storage_state()
    visitor.page.context.close()
    return kept


@pytest.fixture
def editor(new_visitor, remembered):
    return new_visitor(storage_state=remembered, viewport=DESK)


def links(editor, start: str) -> set[str]:
    """Return the paths below `start` that the page links to."""
    hrefs = editor.page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
    paths = {urlsplit(href).path for href in hrefs if href.startswith(editor.origin)}
    return {path for path in paths if path.startswith(start)}


def refusals(editor, paths) -> dict[str, int]:
    """Open each path and wait until its scripts have drawn it; return what did not answer 200."""
    refused = {}
    for path in sorted(paths):
        status = editor.go(path).status
        if status != 200:
            refused[path] = status
        else:
            expect(editor.page.locator("#wagtail-sidebar nav")).to_be_visible()
    return refused


def test_the_wrong_password_is_told_and_nothing_is_opened(visitor):
    visitor.go("/admin/")
    enter_password(visitor, "not the password of anyone", "editor@portevoix.example")
    expect(visitor.page.get_by_role("alert")).to_contain_text("do not belong together")
    assert visitor.path == DOOR
    assert visitor.go("/admin/pages/").url.startswith(f"{visitor.origin}{DOOR}")


def test_every_corner_the_menu_leads_to_opens(editor):
    editor.go("/admin/")
    expect(editor.page.locator("#wagtail-sidebar nav")).to_be_visible()
    corners = links(editor, "/admin/")
    assert {"/admin/images/", "/admin/snippets/", "/admin/settings/core/sitesettings/"} <= corners
    assert refusals(editor, [*corners, *UNLINKED]) == {}


def test_lists_open_and_so_does_what_is_in_them(editor):
    for start in ("/admin/images/", "/admin/documents/", "/admin/snippets/"):
        editor.go(start)
        inside = {path for path in links(editor, start) if path.count("/") > start.count("/")}
        assert inside
        # One of each sort: the addresses differ by their numbers.
        sorts = {"".join(each for each in path if not each.isdigit()): path for path in inside}
        assert refusals(editor, sorts.values()) == {}
    for kind in ("topic", "region"):
        editor.go(f"/admin/snippets/core/{kind}/")
        edits = sorted(links(editor, f"/admin/snippets/core/{kind}/edit/"))
        assert refusals(editor, [edits[0], f"/admin/snippets/core/{kind}/add/"]) == {}


def test_the_tree_opens_in_every_language(editor, demo):
    homes = [demo.first("homepage", language) for language in demo.languages]
    assert refusals(editor, [f"/admin/pages/{home.pk}/" for home in homes]) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_of_each_type_can_be_edited(editor, demo, language):
    pages = demo.one_of_each(language)
    views = [f"/admin/pages/{page.pk}/{view}/" for page in pages for view in ("edit", "history")]
    assert refusals(editor, views) == {}


def test_a_page_of_each_type_can_be_begun(editor, demo):
    for page in demo.one_of_each("en"):
        if not page.type.endswith(".homepage"):
            parent = next(each for each in demo.pages if each.path == above(page.path))
            app, model = page.type.split(".")
            assert refusals(editor, [f"/admin/pages/add/{app}/{model}/{parent.pk}/"]) == {}


def above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def test_a_preview_shows_the_page_in_its_own_language(editor, demo):
    page = demo.first("goalpage", "ar")
    editor.go(f"/admin/pages/{page.pk}/edit/")
    preview = editor.page.locator('a[href$="/preview/"]').get_attribute("href")
    editor.go(str(preview))
    expect(editor.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(editor.page.locator("h1")).to_have_text(page.title)


def test_a_button_pressed_while_a_page_is_made_by_itself_makes_no_second_one(editor, demo):
    # The answer to the first saving comes late.
    editor.page.add_init_script("""
        const ask = window.fetch;
        const late = (answer) => new Promise((done) => setTimeout(() => done(answer), 2500));
        window.fetch = (url, how) => (how?.body ? ask(url, how).then(late) : ask(url, how));
    """)
    home = demo.first("homepage", "en").pk
    editor.go(f"/admin/pages/add/core/standardpage/{home}/")
    form = PageForm(editor)
    form.look_around()
    with editor.page.expect_request(
        lambda request: request.method == "POST" and "/standardpage/" in request.url
    ):
        form.type(editor.page.locator("#id_title"), "A heron in a hurry")
    assert form.submit()
    editor.go(f"/admin/pages/{home}/?q=hurry")
    expect(editor.page.get_by_role("link", name="A heron in a hurry", exact=True)).to_have_count(1)


def test_an_address_is_shown_as_it_will_be(editor):
    editor.go("/admin/snippets/core/topic/add/")
    slug = editor.page.locator("#id_slug")
    for words in TYPED:
        slug.fill(words)
        slug.blur()
        assert slug.input_value() == slug_of(words)


def test_signing_out_closes_the_door(new_visitor):
    leaver = new_visitor(viewport=DESK)
    sign_in(leaver, anew=True)
    expect(leaver.page.locator("#wagtail-sidebar nav")).to_be_visible()
    leaver.page.locator('form[action="/admin/logout/"]').evaluate("form => form.submit()")
    leaver.page.wait_for_url(f"**{DOOR}**")
    assert leaver.go("/admin/pages/").url.startswith(f"{leaver.origin}{DOOR}")
