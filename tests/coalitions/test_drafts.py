"""Beginning a draft, saying what it is for, reading, comparing, translating, putting it away."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from coalitions.models import Draft, DraftKind
from coalitions.services import writing
from coalitions.services.drafts import begin, shared_with
from coalitions.starts import STARTS, start_of
from coalitions.text.markdown import write
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import trusted
from tests.coalitions.cast import add_draft, save_as_form
from web.languages import languages


def path(spaces, name, *keys):
    return reverse(f"spaces:{name}", args=[spaces.rivers.pk, *keys])


def said(**changes):
    return {
        "title": "To the Council",
        "kind": "oral_statement",
        "language": "ar",
        "addressee": "The Council",
        "forum": "",
        "deadline": "",
        "time_zone": "UTC",
        "word_limit": "",
        "begins": "template",
        "pasted": "",
    } | changes


def save(by, draft, text):
    save_as_form(by, draft, text)
    return writing.save_version(by=by, draft=draft, words="")


@pytest.mark.parametrize("kind", DraftKind.values)
@pytest.mark.parametrize("language", [each.code for each in languages()])
def test_each_kind_begins_with_what_it_usually_has(kind, language):
    text = start_of(kind, language)
    assert text.child_count >= 4
    with translation.override(language):
        assert str(STARTS[kind][0][1]) in text.text_content


def test_a_draft_begins_with_its_template_in_its_own_language(spaces, browse):
    response = browse("petra").post(path(spaces, "begin"), said())
    draft = Draft.objects.get()
    assert response["Location"] == path(spaces, "write", draft.pk)
    assert "شكراً" in trusted(draft.document).text_content
    assert draft.versions.get().words == draft.words


def test_a_draft_begins_with_what_was_pasted(spaces, browse):
    petra = browse("petra")
    html = petra.post(path(spaces, "begin"), said(begins="pasted")).content.decode()
    assert "Paste the text" in html
    pasted = "## What happened\n\n- <script>alert(1)</script>\n"
    petra.post(path(spaces, "begin"), said(begins="pasted", pasted=pasted))
    draft = Draft.objects.get()
    html = petra.get(path(spaces, "draft", draft.pk)).content.decode()
    assert '<h2 dir="ltr" data-at="1">What happened</h2>' in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_a_deadline_is_an_hour_of_its_place(spaces, browse):
    zone = said(deadline="2026-05-28T18:00", time_zone="Europe/Zurich")
    browse("petra").post(path(spaces, "begin"), zone)
    draft = Draft.objects.get()
    assert draft.deadline == datetime(2026, 5, 28, 16, 0, tzinfo=UTC)
    html = browse("olga").get(path(spaces, "draft", draft.pk)).content.decode()
    assert "28 May 2026, 18:00 (Europe/Zurich)" in " ".join(html.split())
    form = browse("petra").get(path(spaces, "details", draft.pk)).content.decode()
    assert 'value="2026-05-28T18:00"' in form


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "required"),
        ({"language": "zh-hans"}, "not one of the available choices"),
        ({"word_limit": "0"}, "greater than or equal to 1"),
        ({"word_limit": "many"}, "whole number"),
        ({"deadline": "tomorrow"}, "valid date"),
        ({"kind": "poem"}, "not one of the available choices"),
    ],
)
def test_what_is_not_right_is_said_and_stays_in_the_form(spaces, browse, changes, told):
    html = browse("petra").post(path(spaces, "begin"), said(**changes)).content.decode()
    assert told in html
    assert "The Council" in html
    assert not Draft.objects.exists()


def test_a_text_over_its_limit_says_so(spaces, browse):
    draft = add_draft(spaces.petra, "one two three four", word_limit=3)
    html = " ".join(browse("olga").get(path(spaces, "drafts")).content.decode().split())
    assert "4 of 3 words" in html
    assert 'class="over"' in html
    assert draft.words == 4


def test_any_two_versions_are_compared(spaces, browse):
    draft = add_draft(spaces.petra, "One paragraph that stays as it is.\n\nAnother one, of water.")
    save(spaces.petra, draft, "One paragraph that stays as it is.\n\nAnother one, of **rivers**.")
    save(spaces.cora, draft, "One paragraph that stays as it is.")
    olga = browse("olga")
    html = olga.get(path(spaces, "compare", draft.pk), {"from": 1, "to": 2}).content.decode()
    assert '<ins><span class="vh">[added: </span><strong>rivers</strong>' in html
    assert '<del><span class="vh">[removed: </span>water' in html
    newest = olga.get(path(spaces, "compare", draft.pk)).content.decode()
    assert "words removed: 4" in newest
    same = olga.get(path(spaces, "compare", draft.pk), {"from": 2, "to": 2}).content.decode()
    assert "The two are the same" in same
    for wrong in ({"from": 9}, {"to": "x"}, {"from": "-1"}):
        assert olga.get(path(spaces, "compare", draft.pk), wrong).status_code == 404


def test_a_translation_is_marked_when_its_original_has_moved_on(spaces, browse):
    draft = add_draft(spaces.petra, "We ask every government.")
    petra = browse("petra")
    begun = said(title="إلى المجلس", kind="letter")
    petra.post(path(spaces, "translate", draft.pk, 1), begun)
    arabic = Draft.objects.get(language="ar")
    assert (arabic.translates.draft, arabic.translates.number) == (draft, 1)
    assert trusted(arabic.document).text_content == "We ask every government."
    html = petra.get(path(spaces, "draft", arabic.pk)).content.decode()
    assert "A translation of version 1" in html
    assert "newer version" not in html
    save(spaces.petra, draft, "We ask every government, again.")
    html = petra.get(path(spaces, "draft", arabic.pk)).content.decode()
    assert "newer version" in html
    assert "Translates an older version" in petra.get(path(spaces, "drafts")).content.decode()
    # Only what translates it, and not the draft itself.
    assert "newer version" not in petra.get(path(spaces, "draft", draft.pk)).content.decode()


def test_a_draft_in_the_trash_is_nowhere_else_and_comes_back(spaces, browse):
    draft = add_draft(spaces.petra, title="A letter to nobody")
    petra = browse("petra")
    petra.post(path(spaces, "put_away", draft.pk))
    assert "A letter to nobody" not in petra.get(path(spaces, "drafts")).content.decode()
    for name in ("draft", "write", "versions", "text", "steps", "compare", "details"):
        assert petra.get(path(spaces, name, draft.pk)).status_code == 404, name
    assert "A letter to nobody" in petra.get(path(spaces, "trash")).content.decode()
    petra.post(path(spaces, "recover", draft.pk))
    assert petra.get(path(spaces, "draft", draft.pk)).status_code == 200


SCREENS = ["drafts", "draft", "write", "versions", "version", "compare", "details"]


@pytest.mark.parametrize("name", SCREENS)
def test_more_drafts_and_versions_ask_no_more(spaces, browse, django_assert_max_num_queries, name):
    draft = add_draft(spaces.petra)
    keys = {"drafts": [], "version": [draft.pk, 1]}.get(name, [draft.pk])
    petra = browse("petra")
    petra.get(path(spaces, name, *keys))
    counted = []
    for number in (2, 7):
        for index in range(number):
            add_draft(spaces.cora, title=f"Draft {number} {index}")
            save(spaces.cora, draft, f"Version {number} {index}")
        with django_assert_max_num_queries(20) as queries:
            assert petra.get(path(spaces, name, *keys)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def upload(name, text):
    return SimpleUploadedFile(name, text.encode())


def test_a_draft_begins_with_the_text_of_a_file(spaces, browse):
    petra = browse("petra")
    html = petra.post(path(spaces, "begin"), said(begins="file")).content.decode()
    assert "Choose a file" in html
    file = upload("rivers.md", "# Rivers\n\nClosed[^1].\n\n[^1]: The decree.")
    response = petra.post(path(spaces, "begin"), said(begins="file", file=file))
    draft = Draft.objects.get()
    assert response["Location"] == path(spaces, "write", draft.pk)
    assert write(trusted(draft.document)) == "## Rivers\n\nClosed^[The decree.].\n"


def test_what_a_draft_cannot_hold_is_told_before_it_begins(spaces, browse):
    petra = browse("petra")
    file = upload("rivers.html", "<p>One <u>river</u><img src=x alt='of many'>")
    response = petra.post(path(spaces, "begin"), said(begins="file", file=file))
    assert not Draft.objects.exists()
    html = response.content.decode()
    assert "1 picture is left out" in html
    assert "One riverof many" in html
    shown = response.context["form"]
    kept = {field.name: field.value() or "" for field in shown if field.name != "file"}
    assert kept["begins"] == "pasted"
    petra.post(path(spaces, "begin"), kept)
    assert trusted(Draft.objects.get().document).text_content == "One riverof many"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("letter.docx", "no such thing", "does not fit"),
        ("letter.pdf", "%PDF-1.7 %%EOF", "not accepted here"),
        ("letter.md", "", "empty"),
    ],
)
def test_a_file_that_is_no_text_is_refused_at_its_field(spaces, browse, name, content, told):
    form = said(begins="file", file=upload(name, content))
    response = browse("petra").post(path(spaces, "begin"), form)
    assert told in str(response.context["form"].errors["file"])
    assert "The Council" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_draft_and_its_versions_are_taken_along(spaces, browse):
    draft = add_draft(spaces.petra, "Nobody owns *water*.", title="Rivers: a plea")
    save(spaces.petra, draft, "Everybody owns water.")
    olga = browse("olga")
    response = olga.get(path(spaces, "take_draft", draft.pk, "md"))
    assert response.content.decode() == "# Rivers: a plea\n\nEverybody owns water.\n"
    assert response["Content-Disposition"] == 'attachment; filename="Rivers-a-plea.md"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    first = olga.get(path(spaces, "take_version", draft.pk, 1, "md"))
    assert "Nobody owns *water*." in first.content.decode()
    assert 'filename="Rivers-a-plea-1.md"' in first["Content-Disposition"]
    word = olga.get(path(spaces, "take_draft", draft.pk, "docx"))
    assert word.content.startswith(b"PK")
    assert olga.get(path(spaces, "take_draft", draft.pk, "exe")).status_code == 404


def test_a_file_that_cannot_be_made_is_said_and_nothing_is_broken(spaces, browse, monkeypatch):
    monkeypatch.setattr("coalitions.office.bounded.SECONDS", 0.0001)
    draft = add_draft(spaces.petra)
    response = browse("olga").get(path(spaces, "take_draft", draft.pk, "docx"), follow=True)
    assert "This file could not be made" in response.content.decode()


@pytest.mark.parametrize("name", ["steps", "versions", "details"])
def test_a_text_is_fetched_where_it_is_read_alone(spaces, browse, name):
    draft = add_draft(spaces.petra)
    petra = browse("petra")
    with CaptureQueriesContext(connection) as asked:
        assert petra.get(path(spaces, name, draft.pk), {"since": 0}).status_code == 200
    assert not [each["sql"] for each in asked if '"document"' in each["sql"]]


def test_a_list_fetches_no_text_either(spaces, browse):
    original = add_draft(spaces.petra).versions.get()
    fresh = Draft(title="Une lettre", **shared_with(original))
    begin(by=spaces.petra, draft=fresh, text=parse("Texte."), translates=original)
    with CaptureQueriesContext(connection) as asked:
        browse("olga").get(path(spaces, "drafts"))
    assert not [each["sql"] for each in asked if '"document"' in each["sql"]]
