"""Office documents open, and say the same words to whoever reads them."""

import io

import docx
import openpyxl
import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from media.cleaner import Refused
from tests.media.canaries import CORPUS, leftovers, office, pictures
from tests.media.canaries.archives import members_of, packed, put
from tests.media.canaries.words import VISIBLE, canary


@pytest.fixture
def text_document(cleaned_sample):
    return docx.Document(io.BytesIO(cleaned_sample("docx")))


def test_a_text_keeps_its_paragraphs_with_all_changes_accepted(text_document):
    before = docx.Document(io.BytesIO(CORPUS["docx"].data))
    words = [paragraph.text for paragraph in text_document.paragraphs]
    assert words[:3] == ["Report", VISIBLE, "It is ours"]
    assert words[:5] == [paragraph.text for paragraph in before.paragraphs][:5]
    assert words[-4:] == ["It was always so.", "Joined again", "Fetched", "Law"]


def test_a_text_keeps_tables_styles_pictures_and_links(text_document):
    before = docx.Document(io.BytesIO(CORPUS["docx"].data))
    cells = [cell.text for cell in text_document.tables[0].rows[0].cells]
    assert cells == ["Article", "First"]
    styles = [paragraphs[0].style for paragraphs in (text_document.paragraphs, before.paragraphs)]
    assert [style.name for style in styles if style] == ["Heading 1", "Heading 1"]
    assert text_document.paragraphs[2].runs[1].bold
    assert [shape.width for shape in text_document.inline_shapes] == [
        shape.width for shape in before.inline_shapes
    ]
    (link,) = [link for line in text_document.paragraphs for link in line.hyperlinks]
    assert link.address == "https://example.org/law"


def test_each_part_is_named_once_and_each_relation_leads_to_one(cleaned_sample):
    for name in ("docx", "xlsx", "pptx"):
        members = members_of(cleaned_sample(name))
        assert not [part for part in members if part.startswith(("docProps", "customXml", "loose"))]
        assert next(iter(members)) == "[Content_Types].xml"


@pytest.mark.parametrize(
    ("rows", "left"), [('<w:trPr><w:del w:id="7"/></w:trPr>', []), ("", ["Row"])]
)
def test_a_row_that_was_deleted_is_gone(cleaned, rows, left):
    members = members_of(CORPUS["docx"].data)
    row = f"<w:tr>{rows}<w:tc><w:p><w:r><w:t>Row</w:t></w:r></w:p></w:tc></w:tr>"
    put(members, "word/document.xml", "<w:sectPr", f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>")
    after = docx.Document(io.BytesIO(cleaned(packed(members), "a.docx")))
    assert [cell.text for row in after.tables[1].rows for cell in row.cells] == left


def test_a_picture_from_elsewhere_and_a_link_to_a_disk_are_gone(cleaned):
    members = members_of(CORPUS["docx"].data)
    main = "word/document.xml"
    name = office.add_outside(members, main, "image", f"https://example.org/{canary('pixel')}.png")
    put(
        members,
        main,
        "<w:sectPr",
        f'<w:p><a:blip xmlns:a="a" xmlns:r="{office.RELATIONS}" r:link="{name}"/></w:p>',
    )
    members["word/_rels/document.xml.rels"] = members["word/_rels/document.xml.rels"].replace(
        b"https://example.org/law", f"file:///C:/{canary('disk')}".encode()
    )
    data = cleaned(packed(members), "a.docx")
    assert leftovers(data) == []
    after = docx.Document(io.BytesIO(data))
    assert after.paragraphs[-2].text == "Law"
    assert not [link for line in after.paragraphs for link in line.hyperlinks]


def test_tables_of_numbers_keep_cells_formulas_and_sheets(cleaned_sample):
    book = openpyxl.load_workbook(io.BytesIO(cleaned_sample("xlsx")))
    assert book.sheetnames == ["Sheet", "Second"]
    assert [book.active[cell].value for cell in ("A1", "B1", "A2")] == [VISIBLE, 12, "=SUM(B1:B1)"]
    assert book.active["A1"].comment is None


def test_a_number_from_another_file_stays_without_the_way_there(cleaned):
    members = members_of(CORPUS["xlsx"].data)
    sheet = "xl/worksheets/sheet1.xml"
    put(members, sheet, "</row>", '<c r="C1"><f>[1]Sheet1!A1</f><v>7</v></c>')
    after = openpyxl.load_workbook(io.BytesIO(cleaned(packed(members), "a.xlsx")))
    assert after.active["C1"].value == 7


def test_slides_keep_their_order_titles_pictures_and_notes(cleaned_sample):
    show = pptx.Presentation(io.BytesIO(cleaned_sample("pptx")))
    assert [slide.shapes.title.text for slide in show.slides] == [VISIBLE, "Article 2"]
    picture = [shape for shape in show.slides[1].shapes if shape.shape_type == 13][0]
    assert picture.image.size == (pictures.WIDTH, pictures.HEIGHT)
    assert show.slides[1].notes_slide.notes_text_frame.text == "To be said slowly"


def test_a_chart_stays_and_the_workbook_behind_it_goes(cleaned):
    show = pptx.Presentation()
    numbers = CategoryChartData()
    numbers.categories = ["a", "b"]
    numbers.add_series("Replies", (3, 4))
    shapes = show.slides.add_slide(show.slide_layouts[6]).shapes
    shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 9999, 9999, numbers)
    output = io.BytesIO()
    show.save(output)
    data = cleaned(output.getvalue(), "a.pptx")
    assert not [name for name in members_of(data) if "embeddings" in name]
    chart = pptx.Presentation(io.BytesIO(data)).slides[0].shapes[0].chart
    assert list(chart.plots[0].series[0].values) == [3, 4]


@pytest.mark.parametrize("kind", ["oleObject", "package", "video", "aFChunk"])
def test_a_file_inside_a_text_is_refused(cleaned, kind):
    members = members_of(CORPUS["docx"].data)
    office.add_part(members, "word/document.xml", kind, "word/embeddings/a.bin", "a", "a/b")
    with pytest.raises(Refused) as refused:
        cleaned(packed(members), "a.docx")
    assert refused.value.code == "embedded"
