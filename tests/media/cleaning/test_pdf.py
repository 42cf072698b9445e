"""A PDF shows the same pages, and nothing else is left in it."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

import demo
from media.cleaner import Refused
from tests.media.canaries import CORPUS, leftovers, pdfs, pictures
from tests.media.canaries.pdfs import LINK
from tests.media.canaries.pictures import LEFT, RIGHT
from tests.media.canaries.words import VISIBLE, canary

DEMONSTRATION = sorted(Path(demo.__file__).with_name("files").glob("*.pdf"))


@pytest.fixture
def before():
    return CORPUS["pdf"].data


@pytest.fixture
def after(cleaned_sample):
    return cleaned_sample("pdf")


@pytest.fixture
def document(after):
    with pikepdf.open(io.BytesIO(after)) as document:
        yield document


def shown(document: Pdf) -> Image.Image:
    picture = document.pages[0].Resources.XObject.I
    assert isinstance(picture, Stream)
    return pikepdf.PdfImage(picture).as_pil_image().convert("RGB")


def written(document, **options):
    output = io.BytesIO()
    document.save(output, **options)
    return output.getvalue()


def test_its_words_stay(before, after, words_of):
    assert words_of(after) == words_of(before)
    assert VISIBLE in words_of(after)


@pytest.mark.parametrize("path", DEMONSTRATION, ids=lambda path: path.name)
def test_a_document_of_the_demonstration_reads_the_same(cleaned, words_of, path):
    before = path.read_bytes()
    after = cleaned(before, path.name)
    assert words_of(after) == words_of(before) != ""
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        assert len(new.pages) == len(old.pages)
        assert new.Root.get("/Lang") == old.Root.get("/Lang")
        assert "/Info" not in new.trailer
        assert "/Metadata" not in new.Root


def test_it_has_one_state_and_an_identity_of_its_own(before, after, document):
    assert before.count(b"%%EOF") == 2
    assert after.count(b"%%EOF") == 1
    with pikepdf.open(io.BytesIO(before)) as old:
        assert (
            old.trailer.get("/ID") is None
            or set(old.trailer.ID) & set(document.trailer.ID) == set()
        )


def test_links_to_addresses_stay_and_others_do_nothing(document):
    links = [note for note in document.pages[0].Annots if note.Subtype == Name.Link]
    assert [str(link.A.URI) for link in links if "/A" in link] == [LINK]


def test_fields_stay_with_their_names_and_remarks_are_gone(document):
    notes = document.pages[0].Annots
    assert [str(note.Subtype) for note in notes] == ["/Link", "/Link", "/Widget"]
    assert str(notes[2].T) == "Name"
    assert len(document.Root.AcroForm.Fields) == 1


def test_what_a_picture_shows_is_told_still(document):
    assert str(document.Root.StructTreeRoot.K.Alt) == "A boat"


def test_a_picture_keeps_its_colours(document):
    picture = shown(document)
    for place, colour in ((8, LEFT), (picture.width - 8, RIGHT)):
        point = picture.crop((place, 8, place + 1, 9)).tobytes()
        assert all(abs(one - other) < 20 for one, other in zip(point, colour, strict=True))


def test_a_remark_that_the_structure_names_says_nothing(cleaned):
    with pikepdf.open(io.BytesIO(CORPUS["pdf"].data)) as document:
        remark = pdfs.remark(document, Name.Text, "structure")
        document.pages[0].Annots.append(remark)
        document.Root.StructTreeRoot.K.K = Dictionary(Type=Name.OBJR, Obj=remark)
        data = written(document)
    assert canary("structure words") in leftovers(data)
    assert leftovers(cleaned(data, "a.pdf")) == []


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.SubmitForm, F=String("https://example.org/")),
        Dictionary(S=Name.ImportData, F=String("a.fdf")),
        Dictionary(S=Name.GoToR, F=String("a.pdf")),
        Dictionary(S=Name.GoToE, T=Dictionary(N=String("a"))),
        Dictionary(S=Name.URI, URI=String("file:///home/a")),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.Rendition),
        Dictionary(S=Name.Hide),
    ],
    ids=lambda action: str(action.S),
)
def test_nothing_runs_or_reaches_out(cleaned, action):
    document = pikepdf.new()
    action.Next = Dictionary(S=Name.JavaScript, JS=String("a"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.add_blank_page().obj.Annots = Array([link])
    with pikepdf.open(io.BytesIO(cleaned(written(document), "a.pdf"))) as after:
        assert "/A" not in after.pages[0].Annots[0]


def test_a_link_to_a_page_stays_without_what_would_follow(cleaned):
    document = pikepdf.new()
    page = document.add_blank_page().obj
    action = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))
    action.Next = Dictionary(S=Name.JavaScript, JS=String("a"))
    page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])
    with pikepdf.open(io.BytesIO(cleaned(written(document), "a.pdf"))) as after:
        kept = after.pages[0].Annots[0].A
        assert Name.GoTo == kept.S
        assert "/Next" not in kept


def test_words_typed_onto_a_page_stay_without_who_typed_them(cleaned):
    document = pikepdf.new()
    typed = pdfs.remark(document, Name.FreeText, "typed")
    typed.Contents = String("Approved")
    document.add_blank_page().obj.Annots = Array([typed])
    data = cleaned(written(document), "a.pdf")
    assert leftovers(data) == []
    with pikepdf.open(io.BytesIO(data)) as after:
        assert str(after.pages[0].Annots[0].Contents) == "Approved"


def test_a_file_that_opens_without_a_password_is_kept_without_one(cleaned):
    with pikepdf.open(io.BytesIO(CORPUS["pdf"].data)) as document:
        data = written(document, encryption=pikepdf.Encryption(user="", owner="secret"))
    with pikepdf.open(io.BytesIO(cleaned(data, "a.pdf"))) as after:
        assert not after.is_encrypted


def test_what_follows_the_document_in_the_file_is_gone_or_the_file_refused(cleaned, before):
    assert leftovers(cleaned(before + b"\n" + canary("more").encode(), "a.pdf")) == []
    with pytest.raises(Refused):
        cleaned(before + CORPUS["docx"].data, "a.pdf")


def test_a_picture_packed_twice_is_cleaned_too(cleaned):
    document = pikepdf.new()
    picture = Stream(document, zlib.compress(pictures.jpeg()))
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Filter = Array([Name.FlateDecode, Name.DCTDecode])
    picture.Width, picture.Height, picture.BitsPerComponent = pictures.WIDTH, pictures.HEIGHT, 8
    picture.ColorSpace = Name.DeviceRGB
    document.add_blank_page().obj.Resources = Dictionary(
        XObject=Dictionary(I=document.make_indirect(picture))
    )
    after = cleaned(written(document), "a.pdf")
    assert leftovers(after) == []
    with pikepdf.open(io.BytesIO(after)) as kept:
        assert shown(kept).size == (pictures.WIDTH, pictures.HEIGHT)
