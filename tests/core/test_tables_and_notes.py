"""Tables and notes of a body, as a reader has them, an editor keeps them, a translator too."""

import json
import re
from html import unescape

import pytest
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from core.blocks import TEXT_FEATURES, BodyBlock
from core.tables import TableBlock
from tests.factories import add_standard_page

REFERRING = '<p>We saw it<a href="#note-1">[1]</a> and said so<a href="#note-2">[2]</a>.</p>'
TABLE = {
    "caption": "Who answered",
    "columns": [{"type": "text", "heading": "State"}, {"type": "text", "heading": "Answer"}],
    "rows": [
        {"values": ["<p>Norway</p>", "<p><b>Yes</b></p>"]},
        {"values": ["<p>Chad</p>", ""]},
    ],
}


def notes(*said):
    items = [{"type": "item", "id": f"n-{n}", "value": f"<p>{words}</p>"} for n, words in said]
    return {"notes": items}


def body_with(*blocks):
    rows = [
        {"type": kind, "id": f"b-{n}", "value": value} for n, (kind, value) in enumerate(blocks)
    ]
    return json.dumps(rows)


@pytest.fixture
def page(home):
    two = notes((1, "In March."), (2, "A <i>letter</i>."))
    body = body_with(("text", REFERRING), ("table", TABLE), ("notes", two))
    return add_standard_page(home, title="What we saw", slug="seen", body=body)


def test_a_table_has_a_caption_and_headings_and_may_be_scrolled(client, page):
    html = client.get("/en/seen/").content.decode()
    assert "<caption>Who answered</caption>" in html
    assert '<th scope="col" dir="auto">State</th>' in html
    assert '<td dir="auto"><p><b>Yes</b></p></td>' in html
    assert re.search(r'<div class="scroll"[^>]+tabindex="0" aria-label="Who answered"', html)


def test_a_table_without_headings_has_no_empty_row(client, home):
    plain = TABLE | {"caption": "", "columns": [{"type": "text", "heading": ""}] * 2}
    add_standard_page(home, slug="plain", body=body_with(("table", plain)))
    html = client.get("/en/plain/").content.decode()
    assert "<thead" not in html
    assert "<caption" not in html
    assert 'aria-label="Table"' in html


def test_a_reference_leads_to_its_note_and_the_note_back(client, page):
    html = client.get("/en/seen/").content.decode()
    assert '<a class="noteref" id="ref-1" href="#note-1" role="doc-noteref">[1]</a>' in html
    assert re.search(r'<li id="note-2"><p>A <i>letter</i>.</p>\s*<a href="#ref-2"', html)


def test_a_note_to_which_no_link_leads_has_no_way_back(client, home):
    body = body_with(("heading", "Seen [1]"), ("notes", notes((1, "In March."))))
    add_standard_page(home, slug="seen", body=body)
    html = client.get("/en/seen/").content.decode()
    assert 'id="note-1"' in html
    assert "#ref-1" not in html


def test_an_anchor_that_is_no_note_stays_as_it_was(client, home):
    add_standard_page(home, slug="a", body=[("text", '<p><a href="#note-x&quot;y">there</a></p>')])
    assert '<a href="#note-x&quot;y">there</a>' in client.get("/en/a/").content.decode()


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([("text", REFERRING), ("notes", notes((1, "One.")))], "note 2, which is not among"),
        ([("text", REFERRING * 2), ("notes", notes((1, "a"), (2, "b")))], "note 1 more than once"),
        ([("text", REFERRING)], "note 1, which is not among"),
        ([("notes", notes((1, "a")))] * 2, "maximum number of items is 1"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(blocks, said):
    block = BodyBlock()
    body = block.to_python([{"type": kind, "value": value} for kind, value in blocks])
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(body)
    assert said in str(error.value.as_json_data())


@pytest.mark.parametrize("empty", [{"columns": [], "rows": []}, TABLE | {"rows": []}])
def test_an_empty_table_is_told(empty):
    block = TableBlock()
    with pytest.raises(TypedTableBlockValidationError) as error, translation.override("en"):
        block.clean(block.to_python({"caption": ""} | empty))
    assert "Give the table a column and a row" in str(error.value.as_json_data())


def test_the_editor_gives_back_references_as_it_got_them():
    converter = ContentstateConverter(features=TEXT_FEATURES)
    kept = converter.to_database_format(converter.from_database_format(REFERRING))
    assert re.sub(r' data-block-key="\w+"', "", kept) == REFERRING


TRANSLATED = {
    "What we saw": "Ce que nous avons vu",
    "Who answered": "Qui a répondu",
    "State": "État",
    "Answer": "Réponse",
    "Norway": "Norvège",
    "Yes": "Oui",
    "Chad": "Tchad",
    "In March.": "En mars.",
    "A <i>letter</i>.": "Une <i>lettre</i>.",
}


def test_a_table_and_notes_are_translated_passage_by_passage(
    client, cast, homes, page, django_capture_on_commit_callbacks
):
    french = Locale.objects.get(language_code="fr")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    wanted = Translation.objects.create(source=source, target_locale=french)
    strings = {segment.string.data: segment for segment in source.stringsegment_set.all()}
    assert set(TRANSLATED) <= set(strings)
    [seen] = [said for said in strings if said.startswith("We saw it")]
    said = TRANSLATED | {seen: seen.replace("We saw it", "Nous l’avons vu")}
    for original, words in said.items():
        StringTranslation.objects.create(
            translation_of=String.objects.get(data=original),
            locale=french,
            context=strings[original].context,
            data=words,
        )
    with django_capture_on_commit_callbacks(execute=True):
        wanted.save_target(user=cast.edith, publish=True)
    translated = page.get_translation(french).specific
    html = unescape(client.get(translated.get_url()).content.decode())
    for words in TRANSLATED.values():
        assert words in html
    assert "<p><b>Oui</b></p>" in html
    assert "Norway" not in html
    assert 'Nous l’avons vu<a class="noteref" id="ref-1" href="#note-1"' in html
    # The original keeps its words.
    assert "Norway" in client.get("/en/seen/").content.decode()
