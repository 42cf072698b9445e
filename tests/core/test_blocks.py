"""Each block of a body: its markup, its words escaped, and nothing a reader may not see."""

import re

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from core.blocks import BodyBlock, anchors
from tests.factories import add_document, add_image, add_standard_page, clean_file, png, translate
from web.middleware import Preferences

SCRIPT = "<script>alert(1)</script>"
ELSEWHERE = "https://films.example/watch?v=1"


def render(kind, value, *, page=None, low_data=False, language="en"):
    block = BodyBlock().to_python([{"type": kind, "value": value}])[0]
    preferences = Preferences(theme="", low_data=low_data)
    with translation.override(language):
        return block.render({"page": page, "preferences": preferences}).strip()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


WORDS = {
    "heading": SCRIPT,
    "quote": {"text": SCRIPT, "attribution": SCRIPT},
    "table": {
        "caption": SCRIPT,
        "columns": [{"type": "text", "heading": SCRIPT}],
        "rows": [{"values": ["<p>A cell</p>"]}],
    },
    "number": {"value": SCRIPT, "label": SCRIPT, "source": SCRIPT},
    "action": {"text": SCRIPT, "label": SCRIPT, "page": None, "url": ELSEWHERE},
    "accordion": {"items": [{"title": SCRIPT, "text": "<p>An answer.</p>"}]},
    "embed": {"title": SCRIPT, "url": ELSEWHERE},
}


@pytest.mark.parametrize(("kind", "value"), WORDS.items(), ids=WORDS)
def test_words_are_never_markup(kind, value):
    html = render(kind, value)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html


def test_every_block_has_its_place_in_these_tests():
    elsewhere = {"files", "image", "notes", "related", "text"}
    assert set(BodyBlock().child_blocks) == set(WORDS) | elsewhere


@pytest.mark.parametrize(
    ("heading", "fragment"),
    [
        ("What we ask for", "what-we-ask-for"),
        ("ما الذي نطلبه؟", "ما-الذي-نطلبه"),
        ("我们的要求", "我们的要求"),
        ("Чего мы требуем", "чего-мы-требуем"),
        ("?!", ""),
        ('" onclick="x', "onclick-x"),
    ],
)
def test_a_heading_has_a_fragment_that_can_be_read_in_its_script(heading, fragment):
    assert anchors([heading]) == [f"h-{fragment}"]


def test_the_list_of_what_is_on_the_page_leads_to_the_headings(client, home):
    headings = ["First", "第二", "ثالثا"]
    add_standard_page(home, slug="about", body=[("heading", words) for words in headings])
    html = client.get("/en/about/").content.decode()
    for words, fragment in zip(headings, anchors(headings), strict=True):
        assert f'<a href="#{fragment}">{words}</a>' in html
        assert f'<h2 id="{fragment}">{words}</h2>' in html


def test_headings_that_say_the_same_have_fragments_of_their_own(client, home):
    add_standard_page(home, slug="about", body=[("heading", "Sources")] * 2)
    ids = re.findall(r'<h2 id="(.+?)">Sources', client.get("/en/about/").content.decode())
    assert len(set(ids)) == 2


def test_a_heading_does_not_take_the_fragment_of_a_part_of_the_page(client, home):
    add_standard_page(home, slug="about", body=[("heading", "Main")])
    assert client.get("/en/about/").content.decode().count('id="main"') == 1


def test_a_quote_keeps_its_lines_and_says_who_said_it():
    html = render("quote", {"text": "One.\nTwo.", "attribution": "A teacher"})
    assert "<blockquote" in html
    assert "<p>One.<br>Two.</p>" in html
    assert '<figcaption class="meta">A teacher</figcaption>' in html


def test_a_quote_of_nobody_has_no_caption():
    assert "figcaption" not in render("quote", {"text": "One.", "attribution": ""})


def test_a_number_stands_with_what_it_counts_and_who_counted():
    html = render("number", {"value": "5 of 14", "label": "laws", "source": "Our log, 2026"})
    said = re.sub(r"<[^>]+>", " ", html).split()
    assert " ".join(said) == "5 of 14 laws Our log, 2026"
    assert "<figcaption" in html


def test_a_film_elsewhere_is_a_link_that_says_where_it_leads_and_nothing_is_fetched():
    html = render("embed", {"title": "The hearing", "url": ELSEWHERE})
    (link,) = re.findall(r"<a [^>]+>", html)
    assert f'href="{ELSEWHERE}"' in link
    assert 'rel="noreferrer nofollow"' in link
    assert '<bdi class="fg2" dir="ltr">films.example</bdi>' in html
    assert not re.search(r"<(iframe|img|script|video|audio|object|embed|link)\b| src=", html)


def test_questions_open_without_a_script():
    items = [{"title": f"Question {n}", "text": f"<p>Answer {n}</p>"} for n in (1, 2)]
    html = render("accordion", {"items": items})
    assert html.count("<details") == html.count("<summary><span>Question") == 2
    assert '<div class="text"><p>Answer 2</p></div>' in html
    assert "<details open" not in html


def test_text_keeps_its_own_markup():
    html = render("text", "<p>Plain <b>loud</b></p>")
    assert html == '<div class="text measure"><p>Plain <b>loud</b></p></div>'


@pytest.mark.parametrize(
    ("language", "tag", "name", "direction"),
    [("fr", "fr", "Français", "ltr"), ("ar", "ar", "العربية", "rtl")],
)
def test_a_file_says_its_language_format_and_size_before_it_is_loaded(
    db, language, tag, name, direction
):
    document = add_document(language, title=f"The law {SCRIPT}")
    html = render("files", {"heading": "To read", "files": [document.pk]})
    assert '<h2 class="t2">To read</h2>' in html
    assert f'href="{document.url}" hreflang="{tag}"' in html
    assert f'<span lang="{tag}" dir="{direction}">The law &lt;script&gt;' in html
    assert f'<span lang="{tag}">{name}</span>' in html
    assert re.search(rf"<bdi>PDF</bdi>\s+<bdi>{document.file_size}\xa0", html)


def test_a_file_that_was_deleted_is_left_out(db):
    kept, gone = add_document(title="Kept"), add_document(title="Gone")
    key = gone.pk
    gone.delete()
    html = render("files", {"heading": "", "files": [kept.pk, key]})
    assert html.count("<li>") == 1
    assert "Kept" in html
    assert "<h2" not in html


@pytest.fixture
def chosen(homes):
    """A public page in English, as an editor chose it, and a French page that shows it."""
    page = add_standard_page(homes["en"], title="Chosen", slug="chosen")
    here = add_standard_page(homes["fr"], title="Ici", slug="ici")
    return page, here


def shown(kind, page, here):
    values = {
        "related": {"heading": "Read on", "pages": [page.pk]},
        "action": {"text": "Why", "label": "Read it", "page": page.pk, "url": ""},
    }
    return render(kind, values[kind], page=here)


KINDS = pytest.mark.parametrize("kind", ["related", "action"])


@KINDS
def test_a_chosen_page_is_shown_in_the_language_of_the_reader(homes, chosen, kind):
    page, here = chosen
    translate(page, homes["fr"], title="Choisie", slug="choisie")
    html = shown(kind, page, here)
    assert 'href="/fr/choisie/"' in html
    assert "/en/" not in html


@KINDS
def test_a_chosen_page_that_is_not_in_the_readers_language_is_left_out_whole(chosen, kind):
    assert shown(kind, *chosen) == ""


@KINDS
@pytest.mark.parametrize(
    "hide",
    [lambda page: page.unpublish(), restrict, lambda page: page.delete()],
    ids=["draft", "restricted", "deleted"],
)
def test_a_chosen_page_that_is_no_longer_public_is_left_out_whole(homes, chosen, kind, hide):
    page, _here = chosen
    here = add_standard_page(homes["en"])
    assert 'href="/en/chosen/"' in shown(kind, page, here)
    hide(page)
    assert shown(kind, page, here) == ""


@KINDS
def test_an_alias_is_left_out(homes, chosen, kind):
    page, _here = chosen
    alias = page.create_alias(update_slug="alias")
    assert shown(kind, alias, add_standard_page(homes["en"])) == ""


def test_related_pages_keep_the_order_they_were_chosen_in(homes):
    pages = [add_standard_page(homes["en"], title=f"Page {n} {SCRIPT}") for n in (1, 2, 3)]
    keys = [pages[2].pk, pages[0].pk, pages[1].pk]
    html = render("related", {"heading": "", "pages": keys}, page=pages[0])
    assert re.findall(r">Page (\d)", html) == ["3", "1", "2"]
    assert "<script" not in html


def test_a_call_to_an_address_elsewhere_tells_it_nothing():
    html = render("action", {"text": "", "label": "Go", "page": None, "url": ELSEWHERE})
    assert f'href="{ELSEWHERE}" rel="noreferrer"' in html


@pytest.fixture
def picture(db):
    file = clean_file(png(60, 40), "small.png")
    return add_image(title="Small", credit="Drawing: A & B, CC BY 4.0", file=file)


def image_value(picture, alt="Bars <that> rise", *, decorative=False):
    image = {"image": picture.pk, "alt_text": alt, "decorative": decorative}
    return {"image": image, "caption": "Heard <b>here</b>"}


def test_an_image_prints_its_words_its_caption_and_its_credit(picture):
    html = render("image", image_value(picture))
    (image,) = re.findall(r"<img [^>]+>", html)
    assert 'alt="Bars &lt;that&gt; rise"' in image
    assert 'width="60" height="40"' in image
    assert 'loading="lazy"' in image
    assert "<span>Heard &lt;b&gt;here&lt;/b&gt;</span>" in html
    assert "<span>Drawing: A &amp; B, CC BY 4.0</span>" in html


def test_a_decorative_image_is_silent(picture):
    html = render("image", image_value(picture, decorative=True))
    assert 'alt=""' in html
    assert "Bars" not in html


def test_a_reader_who_saves_data_is_given_a_link_with_its_size_and_the_words(picture):
    html = render("image", image_value(picture), low_data=True)
    assert not re.search(r"<(img|picture|source)\b|srcset", html)
    shown_size = re.search(r"Show the image, (\d+)\xa0bytes", html)
    assert shown_size
    assert int(shown_size[1]) == picture.responsive().fallback.file.size
    assert "Bars &lt;that&gt; rise" in html
    assert "CC BY 4.0" in html


def test_an_image_that_was_deleted_leaves_nothing_and_breaks_nothing(picture):
    value = image_value(picture)
    picture.delete()
    assert render("image", value) == ""


def test_what_the_site_says_in_a_block_is_in_the_language_of_the_page():
    said = {
        code: render("embed", {"title": "", "url": ELSEWHERE}, language=code)
        for code in ("en", "fr")
    }
    assert "Open it on another site" in said["en"]
    assert "Open it on another site" not in said["fr"]
