"""What a member finds in their space: drafts, pages, comments and files, by any form of a word."""

import pytest
from django.utils import translation

from coalitions.models import Draft
from coalitions.services import comments, drafts, files
from coalitions.services.sharing import withdraw
from home.models import HomePage
from search.contract import Chosen
from search.models import SpaceEntry
from search.spaces.queries import find_in
from search.spaces.results import hits
from tests.coalitions.cast import (
    Spaces,
    add_comment,
    add_draft,
    add_file,
    save_as_form,
    share_page,
)
from tests.factories import add_standard_page, clean_file, pdf
from tests.search.spaces.conftest import catch_up, find, titles

pytestmark = pytest.mark.usefixtures("each_form")


def test_a_draft_is_found_by_its_title_its_text_and_whom_it_is_for(spaces: Spaces) -> None:
    add_draft(spaces.petra, "We ask every government.", title="Reprisals", addressee="The Council")
    assert titles(spaces.olga, "reprisal") == ["<mark>Reprisals</mark>"]
    for said in ("governments", "council", "government councils"):
        assert titles(spaces.olga, said) == ["Reprisals"]


def test_words_of_a_note_are_found(spaces: Spaces) -> None:
    add_draft(spaces.petra, "A word[^1] here.\n\n[^1]: Zeppelins fly.", title="Notes")
    assert titles(spaces.petra, "zeppelin") == ["Notes"]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Les défenseur·e·s sont là.", "defenseures"),
        ("es", "La protección de las defensoras", "proteccion"),
        ("ar", "الْمُدَافِعُونَ عن حقوق الإنسان", "المدافعون"),
        ("ru", "Правозащитники пишут", "правозащитников"),
        ("zh-hans", "我们要求保护人权捍卫者", "人权"),
        ("zh-hans", "我们要求保护人权捍卫者", "人權"),
    ],
)
def test_each_language_is_read_as_the_site_reads_it(
    spaces: Spaces, language: str, text: str, said: str
) -> None:
    add_draft(spaces.petra, text, title="X", language=language)
    assert titles(spaces.petra, said, language) == ["X"]
    # A member who reads another language finds it too.
    assert titles(spaces.petra, said, "en") == ["X"]


def test_a_phrase_is_found_as_it_stands_and_what_is_excluded_is_not(spaces: Spaces) -> None:
    add_draft(spaces.petra, "The right to water is ours.", title="A")
    add_draft(spaces.petra, "Water has the right of way to the sea.", title="B")
    assert titles(spaces.petra, '"right to water"') == ["A"]
    assert titles(spaces.petra, "right water -sea") == ["A"]


def test_a_comment_is_found_with_the_way_to_its_thread(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="The letter")
    comment = add_comment(spaces.rita, draft, "ask", text="Too mild.", wording="demand")
    for said in ("mild", "demands"):
        found = find(spaces.petra, said)
        [hit] = hits(found.shown, found.question)
        assert hit.url.endswith(f"/drafts/{draft.pk}/comments/#t-{comment.thread.anchor}")
        assert hit.by == spaces.rita
    assert "<mark>demand</mark>" in hit.excerpt
    with translation.override("fr"):
        # What one finds, not what one does.
        assert hit.entry.get_kind_display() == "Commentaire"


def test_a_file_is_found_by_its_words_with_the_page(spaces: Spaces) -> None:
    file = add_file(spaces.petra, pdf("A law", "Zeppelins fly"), "The river.pdf")
    found = find(spaces.petra, "zeppelin")
    [hit] = hits(found.shown, found.question)
    assert (hit.title, hit.place) == ("The river", "page 2")
    assert hit.excerpt == "<mark>Zeppelins</mark> fly"
    files.replace(by=spaces.petra, file=file, upload=clean_file(pdf("Balloons"), "b.pdf"), words="")
    assert titles(spaces.petra, "zeppelin") == []
    assert titles(spaces.petra, "balloon") == ["The river"]


def test_a_file_is_read_once_however_often_it_is_renamed(
    spaces: Spaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = add_file(spaces.petra, pdf("Zeppelins fly"), "The river.pdf")
    assert titles(spaces.petra, "zeppelin") == ["The river"]
    monkeypatch.delattr("search.spaces.documents.extract")
    file.title = "The lake"
    files.change(by=spaces.petra, file=file)
    assert titles(spaces.petra, "zeppelin") == ["The lake"]


def test_a_picture_is_found_by_what_is_said_of_it(spaces: Spaces) -> None:
    add_file(spaces.petra, name="The river.png")
    assert titles(spaces.petra, "rivers") == ["The <mark>river</mark>"]


def test_a_shared_page_is_found_until_it_is_not_shared(
    spaces: Spaces, homes: dict[str, HomePage]
) -> None:
    body = [("text", "<p>A kite</p>")]
    page = add_standard_page(homes["en"], title="Zeppelins", live=False, body=body)
    shared = share_page(spaces.petra, page)
    found = find(spaces.olga, "zeppelin")
    assert [entry.kind for entry in found.shown] == ["page"]
    add_comment(spaces.rita, shared.draft, "A kite", text="A balloon")
    assert titles(spaces.olga, "balloon") == ["A balloon"]
    withdraw(by=spaces.petra, shared=shared)
    # At once: no handler has run.
    for said in ("zeppelin", "balloon"):
        assert find_in(spaces.olga, said, "en").total == 0


def test_what_is_in_the_trash_is_not_found_at_once_and_found_again(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="Zeppelins")
    comment = add_comment(spaces.rita, draft, "ask", text="A balloon")
    file = add_file(spaces.petra, name="kite.png")
    catch_up()
    drafts.trash(by=spaces.petra, draft=draft)
    files.trash(by=spaces.petra, file=file)
    for said in ("zeppelin", "balloon", "kite"):
        assert find_in(spaces.petra, said, "en").total == 0
    drafts.recover(by=spaces.petra, draft=draft)
    files.recover(by=spaces.petra, file=file)
    for said in ("zeppelin", "balloon", "kite"):
        assert find_in(spaces.petra, said, "en").total == 1
    comments.take_back(by=spaces.rita, comment=comment)
    assert find_in(spaces.petra, "balloon", "en").total == 0


def test_words_that_are_gone_from_a_draft_are_forgotten_and_new_ones_known(
    spaces: Spaces,
) -> None:
    draft = add_draft(spaces.petra, "Zeppelins fly.", title="A")
    assert titles(spaces.petra, "zeppelin") == ["A"]
    save_as_form(spaces.petra, draft, "Balloons fly.")
    assert titles(spaces.petra, "zeppelin") == []
    assert titles(spaces.petra, "balloon") == ["A"]


def test_comments_are_read_in_the_language_of_their_draft(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="A")
    comment = add_comment(spaces.rita, draft, "ask", text="Les libertés")
    catch_up()
    draft = Draft.objects.get(pk=draft.pk)
    draft.language = "fr"
    drafts.change_details(by=spaces.petra, draft=draft)
    catch_up()
    assert SpaceEntry.objects.get(comment=comment).language == "fr"


def test_with_the_thing_goes_its_entry(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra)
    add_comment(spaces.rita, draft, "ask")
    add_file(spaces.petra)
    catch_up()
    assert SpaceEntry.objects.count() == 3
    spaces.rivers.delete()
    assert SpaceEntry.objects.count() == 0


def test_a_wrong_letter_is_put_right_by_the_words_of_the_space(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    found = find(spaces.petra, "zepelins")
    assert found.total == 0
    [hit] = hits(found.nearly, found.loose or found.question)
    assert hit.title == "<mark>Zeppelins</mark>"


def test_some_of_the_words_are_nearly_what_was_meant(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    found = find(spaces.petra, "zeppelins balloons")
    assert (found.total, len(found.nearly)) == (0, 1)


def test_what_has_the_words_in_its_title_together_or_last_comes_first(spaces: Spaces) -> None:
    add_draft(spaces.petra, "Water is a right. Air.", title="Text")
    add_draft(spaces.petra, "Right, said the water.", title="Newer")
    add_draft(spaces.petra, "Its water right is old.", title="Together")
    add_draft(spaces.petra, "A letter.", title="Water and its right")
    found = find(spaces.petra, "water right")
    order = [entry.draft.title for entry in found.shown]
    assert order == ["Water and its right", "Together", "Newer", "Text"]
    newest = find(spaces.petra, "water right", newest_first=True)
    assert [entry.draft.title for entry in newest.shown] == [
        "Water and its right",
        "Together",
        "Newer",
        "Text",
    ]


def test_kinds_are_counted_and_chosen(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="Zeppelins")
    add_comment(spaces.rita, draft, "ask", text="A zeppelin")
    found = find(spaces.petra, "zeppelin", chosen=Chosen(kind=("comment",)))
    assert found.counts == {"draft": 1, "comment": 1}
    assert (found.total, [entry.kind for entry in found.shown]) == (1, ["comment"])


def test_all_of_it_can_be_paged_through(spaces: Spaces) -> None:
    for number in range(5):
        add_draft(spaces.petra, title=f"Zeppelin {number}")
    pages = [find(spaces.petra, "zeppelin", start=start, size=2) for start in (0, 2, 4)]
    assert [len(each.shown) for each in pages] == [2, 2, 1]
    assert len({entry.pk for each in pages for entry in each.shown}) == 5


@pytest.mark.parametrize(
    "said",
    ["", " ", "…", "%", "_", "\\", "'", '"', "%%", "-", "a" * 10_000, "\udcff", "‮ab", "😀", "-x"],
)
def test_any_words_get_an_answer(spaces: Spaces, said: str) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    assert find(spaces.petra, said).total == 0
