"""The main job: an editor brings a strategy, another approves it, a visitor reads and finds it.

Then what becomes of it: it is translated, changed and brought up to date, planned, taken down.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.editor import PageForm, sign_in
from tests.cast import PASSWORD
from tests.factories import png

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 1000}
# The first is ours. The other is a page an organisation really has: it is theirs, brought to the
# test where it is there, and never kept in it.
OURS = Path(__file__).with_name("strategy-fr.txt")
THEIRS = settings.ROOT.parent / "shared" / "seed" / "strategie-fr.txt"
PAGES = [path for path in (OURS, THEIRS) if path.exists()]


@dataclass(frozen=True)
class Seed:
    """A strategy as an organisation wrote it: “Si …”, “Et si …”, “Alors …”, and paragraphs."""

    title: str
    credit: str
    # As they are typed; the page cuts what it prints itself.
    bullets: list[str]
    conditions: list[str]
    outcome: str
    paragraphs: list[str]
    framework: str

    @classmethod
    def read(cls, path: Path) -> Self:
        lines = [line.strip() for line in path.read_text().splitlines() if line.strip()]
        bullets = [line.removeprefix("•").strip() for line in lines if line.startswith("•")]
        *conditions, outcome = bullets
        return cls(
            title=next(line for line in lines if "stratégie" in line and len(line) < 30),
            credit=next(line for line in lines if line.startswith("©")),
            bullets=bullets,
            conditions=[re.sub(r"^(Et si|Si)\s+", "", line) for line in conditions],
            outcome=re.sub(r"^Alors,\s+", "", outcome),
            paragraphs=[line for line in lines if len(line) > 300 and not line.startswith("•")],
            framework=next(line for line in lines if line.startswith("Cadre stratégique")),
        )


@pytest.fixture(params=PAGES, ids=["ours", "theirs"][: len(PAGES)])
def seed(request) -> Seed:
    return Seed.read(request.param)


@pytest.fixture
def arrive(new_visitor):
    """Return a maker of people at their desk, signed in by the names of the cast."""

    people = []

    def sign_in_as(name: str):
        person = new_visitor(viewport=DESK)
        people.append(person)
        sign_in(person, PASSWORD, email=f"{name}@example.org")
        return person

    yield sign_in_as
    for person in people:
        # What the checks find in a page that is not finished yet, they tell the console too.
        person.forgive("axe.run results")


@pytest.fixture
def picture(tmp_path, seed) -> Path:
    path = tmp_path / "picture.png"
    # Another for each page: the desk asks what to do with a picture that it knows.
    path.write_bytes(png(1200, 700 + len(seed.title)))
    return path


@pytest.fixture
def paper(tmp_path) -> Path:
    path = tmp_path / "framework.pdf"
    path.write_bytes((settings.SITE / "demo" / "files" / "framework-en.pdf").read_bytes())
    return path


def test_an_editor_brings_a_strategy_and_a_visitor_finds_it(
    new_visitor, arrive, demo, seed, picture, paper
):
    wanda, mona = arrive("wanda"), arrive("mona")
    strategy = bring(wanda, demo.first("homepage", "fr"), seed, picture)
    approve(mona, seed.title)
    framework = add_framework(wanda, strategy, seed, paper)
    approve(mona, seed.framework)

    visitor = new_visitor(java_script_enabled=False)
    path = read(visitor, seed)
    find(visitor, seed, path)

    adam = arrive("adam")
    english = translate(adam, strategy)
    assert visitor.go(english).ok
    change_and_bring_up_to_date(adam, strategy, seed)
    assert "Notre suite" in visitor.go(path).text()
    plan(adam, framework)

    # The demonstration is as the other journeys know it.
    take_down(adam, strategy)
    assert visitor.go(path).status == 404
    assert visitor.go(english).status == 404


def bring(editor, home, seed: Seed, picture: Path) -> int:
    """Type the strategy as a person does, lose the window in the middle, and submit it."""
    editor.go(f"/admin/pages/{home.pk}/")
    editor.page.get_by_role("link", name="Add child page").first.click()
    editor.page.get_by_role("link", name="Strategy", exact=True).click()
    form = PageForm(editor)
    form.look_around()
    form.type(editor.page.locator("#id_title"), seed.title)
    form.type(form.add_block("conditions").locator("textarea").first, seed.bullets[0])
    # The page has an address of its own by now: nothing typed so far is lost with the window.
    editor.page.reload()
    expect(editor.page.locator("#id_title")).to_have_value(seed.title)
    expect(form.field("conditions").locator("textarea").first).to_have_value(seed.conditions[0])

    form.upload("image", "image", picture, title="Future", credit=seed.credit)
    form.fill(image_alt="Une image de couleur unie.")
    *rest, outcome = seed.bullets[1:]
    for condition in rest:
        form.add_block("conditions").locator("textarea").first.fill(condition)
    form.fill(outcome=outcome)
    form.write(form.add_block("body", "Text"), seed.paragraphs)
    form.wait_until_saved()

    preview = form.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(seed.title)
    expect(preview.locator("html")).to_have_attribute("lang", "fr")
    expect(preview.locator(".horn > li")).to_have_count(len(seed.conditions) + 1)
    return form.submit()


def approve(approver, title: str) -> None:
    """Find the page among what waits on the home screen, read it, and publish it."""
    approver.go("/admin/")
    approver.page.get_by_role("link", name=title, exact=True).first.click()
    approver.page.get_by_role("button", name="More actions").click()
    approver.page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(approver.page.locator(".messages .success")).to_be_visible()


def add_framework(editor, strategy: int, seed: Seed, paper: Path) -> int:
    editor.go(f"/admin/pages/{strategy}/add_subpage/")
    editor.page.get_by_role("link", name="Strategic framework", exact=True).click()
    form = PageForm(editor)
    form.fill(title=seed.framework, period_start="2021", period_end="2025")
    editor.page.locator("#id_status").select_option("adopted")
    editor.page.get_by_role("button", name="Add file").click()
    form.upload("document", "document", paper, title="Strategic framework", language="en")
    return form.submit()


def read(visitor, seed: Seed) -> str:
    """Come to the strategy by the menu, read all of it, and return where it is."""
    visitor.go("/fr/")
    visitor.page.locator("nav.nav").get_by_role("link", name=seed.title).last.click()
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_text(seed.title)
    expect(page.locator(".horn > li")).to_have_count(len(seed.conditions) + 1)
    for printed in (*seed.conditions, seed.outcome):
        expect(page.locator(".horn p").filter(has_text=printed)).to_have_count(1)
    expect(page.locator(".horn")).not_to_contain_text(seed.bullets[0])
    expect(page.locator("main img").first).to_have_attribute("alt", "Une image de couleur unie.")
    expect(page.locator("main figcaption").first).to_contain_text(seed.credit)
    for paragraph in seed.paragraphs:
        expect(page.locator("main")).to_contain_text(paragraph)
    # The file is in English only, and that is said in French.
    documents = page.locator("#documents")
    expect(documents.get_by_role("link", name="English")).to_have_attribute("hreflang", "en")
    expect(documents.locator(".note")).to_contain_text("English")
    return visitor.path


def find(visitor, seed: Seed, path: str) -> None:
    """Find it by any form of its words."""
    page = visitor.page
    plain = next(word for word in seed.paragraphs[0].split() if len(word) > 9 and word.isalpha())
    for query in ("défenseur·e·x·s", "défenseuses", "DEFENSEUR", plain):
        visitor.go("/fr/search/")
        page.locator(".searchbar input").fill(query)
        page.locator(".searchbar button").click()
        expect(page.locator(f'main a[href="{path}"]')).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()


def translate(editor, strategy: int) -> str:
    """Translate the page into English, passage by passage; return where that is read."""
    page = editor.page
    editor.go(f"/admin/localize/submit/page/{strategy}/")
    page.get_by_label("English").check()
    page.locator("main input[type=submit]").click()
    translate_passages(page, "What is said in passage {}")
    page.get_by_role("tab", name="Promote").click()
    translate_passages(page, f"passage-{{}}-of-{strategy}")
    page.get_by_role("button", name="Publish in English").click()
    expect(page.locator(".messages .success")).to_be_visible()
    return f"/en/passage-0-of-{strategy}/"


def translate_passages(page, words: str) -> None:
    """Translate every passage in sight."""
    waiting = page.get_by_role("button", name="Translate", exact=True)
    expect(waiting.first).to_be_visible()
    for number in reversed(range(waiting.count())):
        waiting.first.click()
        expect(page.locator(":is(textarea, [contenteditable=true]):focus")).to_be_visible()
        page.keyboard.insert_text(words.format(number))
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(waiting).to_have_count(number)


def change_and_bring_up_to_date(editor, strategy: int, seed: Seed) -> None:
    editor.go(f"/admin/pages/{strategy}/edit/")
    form = PageForm(editor)
    form.fill(summary="Notre suite")
    form.publish()
    editor.go(f"/admin/pages/{strategy}/")
    editor.page.locator("header").get_by_role("button", name="Actions").first.click()
    editor.page.get_by_role("link", name="Sync translated pages").click()
    editor.page.locator("main form [type=submit]").last.click()
    expect(editor.page.locator(".messages .success")).to_be_visible()


def plan(editor, framework: int) -> None:
    """Give the page a day after which it is gone, and see that the desk says so."""
    editor.go(f"/admin/pages/{framework}/edit/")
    page = editor.page
    page.locator('[data-side-panel-toggle="status"]').click()
    page.get_by_role("button", name="Set schedule").click()
    over = dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
    page.locator("#id_expire_at").fill(over.strftime("%Y-%m-%d %H:%M"))
    # By the keyboard: the calendar lies over the button.
    page.get_by_role("button", name="Save schedule").press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()


def take_down(editor, page: int) -> None:
    """Take a page down with all below it; an original takes its translations along."""
    editor.go(f"/admin/pages/{page}/unpublish/")
    # Asked only where there is something below it.
    for box in editor.page.locator("[name=include_descendants]").all():
        box.check()
    editor.page.locator("main form [type=submit]").last.click()
    expect(editor.page.locator(".messages .success")).to_be_visible()
