from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from background.models import Effect
from background.services import record
from home.models import HomePage
from media.models import Document
from search.documents import entries_of
from search.models import Entry
from search.queries import find
from search.services import refresh_set, refresh_tree
from tests import factories
from tests.search.conftest import Settled

Publish = Callable[..., Page]

BODY = [
    ("heading", "Una cabecera"),
    ("text", "<p>Bold <b>words</b> &amp; more</p><p>next</p>"),
    ("quote", {"text": "They said it", "attribution": "A friend"}),
    ("accordion", {"items": [{"title": "A question", "text": "<p>An answer</p>"}]}),
    (
        "table",
        {
            "caption": "A caption",
            "columns": [{"type": "text", "heading": "A column"}],
            "rows": [{"values": ["<p>A cell</p>"]}],
        },
    ),
    ("notes", {"notes": ["<p>A note</p>"]}),
]


@pytest.fixture
def document() -> Document:
    return Document.objects.create(
        title="Checklist", file=ContentFile(b"Receipts", "checklist.txt")
    )


def entry_of(page: Page) -> Entry:
    [entry] = entries_of([page])
    return entry


def test_an_entry_says_all_that_the_page_declares(publish: Publish) -> None:
    entry = entry_of(publish("Title", summary="The summary", body=BODY))
    assert entry.title == "Title"
    assert entry.kind == "core.standardpage"
    assert entry.text.startswith("The summary\n")
    said = ("Una cabecera", "words", "& more", "They said it", "A question", "An answer")
    for words in (*said, "A caption", "A column", "A cell", "A note"):
        assert words in entry.text
    assert "<" not in entry.text


def test_an_entry_names_the_files_of_the_page(publish: Publish, document: Document) -> None:
    page = publish("Title", body=[("files", {"heading": "", "files": [document]})])
    assert "Checklist" in entry_of(page).text


def test_an_entry_keeps_no_nul(homes: dict[str, HomePage]) -> None:
    page = homes["en"]
    page.summary = "before\0after"
    assert "\0" not in entry_of(page).text


def test_an_entry_knows_its_files_and_their_formats(publish: Publish, document: Document) -> None:
    page = publish("Title", body=[("files", {"heading": "", "files": [document]})])
    entry = entry_of(page)
    assert (entry.files, entry.formats) == ([document.pk], ["txt"])
    assert entry_of(publish("Without")).formats == ["page"]


def test_what_a_set_is_narrowed_by_is_the_same_in_each_of_its_entries(
    homes: dict[str, HomePage], publish: Publish, settled: Settled, document: Document
) -> None:
    page = publish("Title", body=[("files", {"heading": "", "files": [document]})])
    with settled():
        translation = factories.translate(page, homes["fr"], title="Titre", body=[])
    for entry in Entry.objects.filter(page__in=[page, translation]):
        assert entry.languages == ["en", "fr"]
        assert entry.formats == ["page", "txt"]


def test_the_kind_is_said_as_visitors_say_it(publish: Publish) -> None:
    assert entry_of(publish("Title")).kind_label == "standard page"


def test_publishing_writes_the_entry_and_publishing_again_writes_it_anew(
    publish: Publish, settled: Settled
) -> None:
    page = publish("Reprisals")
    assert Entry.objects.get(page=page).title == "Reprisals"
    page.title = "Letters"
    with settled():
        page.save_revision().publish()
    assert Entry.objects.get(page=page).title == "Letters"
    assert find("reprisals", "en").total == 0


def test_unpublishing_removes_the_entry(publish: Publish, settled: Settled) -> None:
    page = publish("Reprisals")
    with settled():
        page.unpublish()
    assert not Entry.objects.filter(page=page).exists()


def test_deleting_a_page_removes_its_entry_and_those_below(
    publish: Publish, settled: Settled
) -> None:
    parent = publish("Parent")
    child = publish("Child", under=parent)
    with settled():
        Page.objects.get(pk=parent.pk).delete()
    assert not Entry.objects.filter(pk__in=[parent.pk, child.pk]).exists()
    assert find("child", "en").total == 0


def test_restricting_a_page_removes_the_whole_tree_and_freeing_it_restores_it(
    publish: Publish, settled: Settled
) -> None:
    parent = publish("Parent")
    child = publish("Child", under=parent)
    keys = [parent.pk, child.pk]
    with settled():
        restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert not Entry.objects.filter(pk__in=keys).exists()
    with settled():
        restriction.delete()
    assert Entry.objects.filter(pk__in=keys).count() == 2


def test_moving_below_a_restricted_page_removes_the_tree(
    publish: Publish, settled: Settled
) -> None:
    private = publish("Private")
    parent = publish("Parent")
    publish("Child", under=parent)
    with settled():
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    with settled():
        Page.objects.get(pk=parent.pk).move(private, pos="last-child")
    assert not Entry.objects.filter(title__in=["Parent", "Child"]).exists()
    with settled():
        Page.objects.get(pk=parent.pk).move(
            Page.objects.get(pk=private.get_parent().pk), pos="last-child"
        )
    assert Entry.objects.filter(title__in=["Parent", "Child"]).count() == 2


def test_a_tree_is_one_effect_however_many_pages_it_has(publish: Publish) -> None:
    parent = publish("Parent")
    for title in ("One", "Two", "Three"):
        publish(title, under=parent)
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    ours = Effect.objects.filter(kind__startswith="search.")
    assert list(ours.values_list("kind", "subject")) == [("search.tree", str(parent.pk))]


def test_an_effect_is_recorded_with_the_change_and_goes_with_it(publish: Publish) -> None:
    page = publish("Reprisals")
    with transaction.atomic():
        page.unpublish()
        assert Effect.objects.filter(kind="search.page", subject=page.pk).exists()
        transaction.set_rollback(True)
    assert not Effect.objects.exists()


def test_an_alias_has_no_entry(
    publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("Reprisals")
    with settled():
        alias = page.create_alias(parent=homes["en"], update_slug="alias")
        page.save_revision().publish()
    assert not Entry.objects.filter(page=alias).exists()


def test_a_page_that_cannot_be_projected_is_published_all_the_same(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(pages: list[Page]) -> list[Entry]:
        raise ValueError

    monkeypatch.setattr("search.services.entries_of", fail)
    page = publish("Reprisals")
    assert page.live
    assert not Entry.objects.filter(page=page).exists()


def test_a_file_that_changes_its_name_or_goes_is_told_to_the_pages_that_show_it(
    publish: Publish, document: Document, settled: Settled
) -> None:
    publish("Title", body=[("files", {"heading": "", "files": [document]})])
    assert find("checklist", "en").total == 1
    document.title = "Memorandum"
    with settled():
        document.save()
    assert (find("checklist", "en").total, find("memorandum", "en").total) == (0, 1)
    with settled():
        document.delete()
    assert find("memorandum", "en").total == 0


def test_words_of_a_file_that_is_read_later_are_told_to_its_pages(
    publish: Publish, document: Document, settled: Settled
) -> None:
    page = publish("Title", body=[("files", {"heading": "", "files": [document]})])
    Document.objects.filter(pk=document.pk).update(read_at=None, text="")
    refresh_set(page.translation_key)
    assert find("receipts", "en").total == 0
    with settled():
        record(kind="media.document_text", subject=str(document.pk))
    assert find("receipts", "en").total == 1


def test_the_root_of_the_tree_has_no_entry(publish: Publish) -> None:
    refresh_tree(Page.get_first_root_node().pk)
    assert find("root", "en").total == 0
    assert Entry.objects.exists()


def test_editors_are_not_told_that_the_search_uses_a_page(publish: Publish) -> None:
    page = publish("Reprisals")
    assert not ReferenceIndex.get_references_to(page).exists()
