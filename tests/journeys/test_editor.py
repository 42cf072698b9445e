"""The main job, on a real page: an editor brings a strategy, a visitor reads it and finds it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.editor import PageForm, sign_in
from tests.factories import png

pytestmark = pytest.mark.browser

# A page an organisation really has. It is theirs: it is brought to the test, never kept in it.
SEED = settings.ROOT.parent / "shared" / "seed" / "strategie-fr.txt"


@dataclass(frozen=True)
class Seed:
    """A strategy as an organisation wrote it: “Si …”, “Et si …”, “Alors …”, and paragraphs."""

    title: str
    credit: str
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
            conditions=[re.sub(r"^(Et si|Si)\s+", "", line) for line in conditions],
            outcome=re.sub(r"^Alors,\s+", "", outcome),
            paragraphs=[line for line in lines if len(line) > 300 and not line.startswith("•")],
            framework=next(line for line in lines if line.startswith("Cadre stratégique")),
        )


@pytest.fixture(scope="module")
def seed() -> Seed:
    if not SEED.exists():
        pytest.skip("The page to bring is not there: shared/seed/strategie-fr.txt")
    return Seed.read(SEED)


@pytest.fixture
def picture(tmp_path) -> Path:
    path = tmp_path / "picture.png"
    path.write_bytes(png(1200, 750))
    return path


@pytest.fixture
def paper(tmp_path) -> Path:
    path = tmp_path / "framework.pdf"
    path.write_bytes((settings.SITE / "demo" / "files" / "framework-en.pdf").read_bytes())
    return path


def test_an_editor_brings_a_strategy_and_a_visitor_finds_it(
    new_visitor, demo, seed, picture, paper
):
    editor = new_visitor(viewport={"width": 1440, "height": 1000})
    sign_in(editor)
    home = demo.first("homepage", "fr")
    editor.go(f"/admin/pages/{home.pk}/")
    editor.page.get_by_role("link", name="Add child page").first.click()
    editor.page.get_by_role("link", name="Strategy", exact=True).click()

    form = PageForm(editor)
    form.fill(title=seed.title)
    form.upload("image", "image", picture, title="Future", credit=seed.credit)
    form.fill(image_alt="Une image de couleur unie.")
    for condition in seed.conditions:
        form.add_block("conditions").locator("textarea").first.fill(condition)
    form.fill(outcome=seed.outcome)
    form.write(form.add_block("body", "Text"), seed.paragraphs)

    preview = form.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(seed.title)
    expect(preview.locator("html")).to_have_attribute("lang", "fr")
    expect(preview.locator(".horn > li")).to_have_count(len(seed.conditions) + 1)
    strategy = form.publish()

    editor.go(f"/admin/pages/{strategy}/add_subpage/")
    editor.page.get_by_role("link", name="Strategic framework", exact=True).click()
    form.fill(title=seed.framework, period_start="2021", period_end="2025")
    editor.page.locator("#id_status").select_option("adopted")
    editor.page.get_by_role("button", name="Add file").click()
    form.upload("document", "document", paper, title="Strategic framework", language="en")
    form.publish()

    visitor = new_visitor(java_script_enabled=False)
    visitor.go("/fr/")
    visitor.page.locator("nav.nav").get_by_role("link", name=seed.title).last.click()
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_text(seed.title)
    expect(page.locator(".horn > li")).to_have_count(len(seed.conditions) + 1)
    expect(page.locator(".horn")).to_contain_text(seed.outcome)
    expect(page.locator("main img").first).to_have_attribute("alt", "Une image de couleur unie.")
    expect(page.locator("main figcaption").first).to_contain_text(seed.credit)
    for paragraph in seed.paragraphs:
        expect(page.locator("main")).to_contain_text(paragraph)
    # The file is in English only, and that is said in French.
    documents = page.locator("#documents")
    expect(documents.get_by_role("link", name="English")).to_have_attribute("hreflang", "en")
    expect(documents.locator(".note")).to_contain_text("English")
    path = visitor.path

    plain = next(word for word in seed.paragraphs[0].split() if len(word) > 9 and word.isalpha())
    for query in ("défenseur·e·x·s", "défenseuses", "DEFENSEUR", plain):
        visitor.go("/fr/search/")
        page.locator(".searchbar input").fill(query)
        page.locator(".searchbar button").click()
        expect(page.locator(f'main a[href="{path}"]')).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()

    # The demonstration is as the other journeys know it.
    editor.go(f"/admin/pages/{strategy}/unpublish/")
    editor.page.locator("[name=include_descendants]").check()
    editor.page.locator("main form [type=submit]").last.click()
    assert visitor.go(path).status == 404
