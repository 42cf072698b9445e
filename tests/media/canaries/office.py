"""DOCX, XLSX and PPTX that tell who wrote, changed and remarked on them, and on which machine."""

import io

import docx
import openpyxl
import pptx
from openpyxl.comments import Comment

from tests.media.canaries import pictures
from tests.media.canaries.archives import members_of, packed, put
from tests.media.canaries.words import VISIBLE, canary

TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "application/vnd.openxmlformats-officedocument."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def described(properties: object) -> None:
    for name in ("author", "comments", "keywords", "subject", "title", "category", "creator"):
        if hasattr(properties, name):
            setattr(properties, name, canary(f"property {name}"))
    for name in ("last_modified_by", "lastModifiedBy"):
        if hasattr(properties, name):
            setattr(properties, name, canary("property last author"))


def add_part(
    members: dict[str, bytes], owner: str, kind: str, path: str, data: str, content_type: str
) -> None:
    folder, _slash, name = owner.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    members[path] = f"{HEAD}{data}".encode()
    put(
        members,
        TYPES,
        "</Types>",
        f'<Override PartName="/{path}" ContentType="{content_type}"/>',
    )
    if relations not in members:
        members[relations] = (
            f"{HEAD}<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        ).encode()
    kind = kind if "/" in kind else f"{RELATIONS}/{kind}"
    put(
        members,
        relations,
        "</Relationships>",
        f'<Relationship Id="rIdK{len(members)}" Type="{kind}" Target="/{path}"/>',
    )


def add_outside(members: dict[str, bytes], owner: str, kind: str, target: str) -> str:
    folder, _slash, name = owner.rpartition("/")
    put(
        members,
        f"{folder}/_rels/{name}.rels",
        "</Relationships>",
        f'<Relationship Id="rIdOut{kind}" Type="{RELATIONS}/{kind}" Target="{target}" '
        'TargetMode="External"/>',
    )
    return f"rIdOut{kind}"


def add_what_all_have(members: dict[str, bytes], main: str) -> None:
    add_part(
        members, "", "custom-properties", "docProps/custom.xml",
        "<Properties xmlns="
        f'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        f"{canary('custom property')}</Properties>",
        f"{PACKAGE}custom-properties+xml",
    )  # fmt: skip
    add_part(
        members, main, "customXml", "customXml/item9.xml", f"<a>{canary('custom xml')}</a>",
        "application/xml",
    )  # fmt: skip
    members["docProps/app.xml"] = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Company>{canary("company")}</Company>'
        f"<Manager>{canary('manager')}</Manager></Properties>"
    ).encode()
    members["docProps/thumbnail.jpeg"] = pictures.jpeg()
    members["loose/notes.txt"] = canary("loose member").encode()


def docx_file() -> bytes:
    document = docx.Document()
    described(document.core_properties)
    document.add_heading("Report")
    document.add_paragraph(VISIBLE)
    document.add_paragraph("It is ").add_run("ours").bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Article", "First"
    document.add_picture(io.BytesIO(pictures.jpeg()))
    document.add_picture(io.BytesIO(pictures.png()))
    output = io.BytesIO()
    document.save(output)
    members = members_of(output.getvalue())
    add_remarks(members)
    add_what_all_have(members, "word/document.xml")
    add_settings(members)
    return packed(members)


def changed_text() -> str:
    who = f'w:id="9" w:author="{canary("change author")}" w:date="2024-01-02T03:04:05Z"'
    return (
        f'<w:p w:rsidR="00AB12CD"><w:pPr><w:rPr><w:ins {who}/></w:rPr><w:pPrChange {who}><w:pPr/>'
        f'</w:pPrChange></w:pPr><w:commentRangeStart w:id="1"/><w:ins {who}><w:r><w:t>It was'
        f"</w:t></w:r></w:ins><w:del {who}><w:r><w:delText>{canary('deleted text')}</w:delText>"
        f'</w:r></w:del><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        f"<w:r><w:rPr><w:b/><w:rPrChange {who}><w:rPr/></w:rPrChange></w:rPr><w:t xml:space="
        f'"preserve"> always so.</w:t></w:r><w:moveFrom {who}><w:r><w:t>{canary("moved text")}'
        "</w:t></w:r></w:moveFrom></w:p>"
        f'<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Joined '
        "</w:t></w:r></w:p><w:p><w:r><w:t>again</w:t></w:r></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE'
        f"</w:instrText></w:r><w:r><w:instrText>TEXT C:/{canary('field')} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Fetched</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        f"<!-- {canary('xml comment')} --><?{canary('instruction')} x?>"
    )


def add_remarks(members: dict[str, bytes]) -> None:
    main = "word/document.xml"
    put(members, main, "<w:sectPr", changed_text())
    by = f'w:author="{canary("remark author")}" w:initials="{canary("remark initials")}"'
    add_part(
        members, main, "comments", "word/comments.xml",
        f'<w:comments xmlns:w="{WORD}"><w:comment w:id="1" {by}><w:p><w:r><w:t>'
        f"{canary('remark')}</w:t></w:r></w:p></w:comment></w:comments>",
        f"{PACKAGE}wordprocessingml.comments+xml",
    )  # fmt: skip
    add_part(
        members, main, "http://schemas.microsoft.com/office/2011/relationships/people",
        "word/people.xml",
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{canary("person")}"/></w15:people>',
        f"{PACKAGE}wordprocessingml.people+xml",
    )  # fmt: skip
    place = add_outside(members, main, "hyperlink", "https://example.org/law")
    put(
        members, main, "<w:sectPr",
        f'<w:p><w:hyperlink r:id="{place}" xmlns:r="{RELATIONS}"><w:r><w:t>Law</w:t></w:r>'
        "</w:hyperlink></w:p>",
    )  # fmt: skip


def add_settings(members: dict[str, bytes]) -> None:
    settings = "word/settings.xml"
    members["word/_rels/settings.xml.rels"] = (
        f"{HEAD}<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    ).encode()
    name = add_outside(
        members, settings, "attachedTemplate", f"file:///C:/{canary('template')}.dot"
    )
    put(
        members, settings, "</w:settings>",
        f'<w:attachedTemplate r:id="{name}" xmlns:r="{RELATIONS}"/>'
        f'<w:rsids><w:rsid w:val="{canary("sitting")}"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="a" w:val="{canary("variable")}"/></w:docVars>'
        f'<w:documentProtection w:hash="{canary("password")}"/>',
    )  # fmt: skip


def xlsx_file() -> bytes:
    book = openpyxl.Workbook()
    described(book.properties)
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"] = VISIBLE, 12, "=SUM(B1:B1)"
    sheet["A1"].comment = Comment(canary("note"), canary("note author"))
    book.create_sheet("Second")["A1"] = "Article 2"
    output = io.BytesIO()
    book.save(output)
    members = members_of(output.getvalue())
    main, first = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    add_what_all_have(members, main)
    add_part(
        members, main, "http://schemas.microsoft.com/office/2017/10/relationships/person",
        "xl/persons/person.xml", f'<list><person displayName="{canary("person")}"/></list>',
        "application/vnd.ms-excel.person+xml",
    )  # fmt: skip
    add_part(
        members, first, "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "xl/threadedComments/threadedComment1.xml", f"<a>{canary('thread')}</a>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )  # fmt: skip
    add_part(
        members, main, "revisionHeaders", "xl/revisions/revisionHeaders.xml",
        f'<headers xmlns="{SHEET}"><header userName="{canary("revision author")}"/></headers>',
        f"{PACKAGE}spreadsheetml.revisionHeaders+xml",
    )  # fmt: skip
    put(
        members, main, "<sheets",
        f'<fileSharing userName="{canary("reserved by")}"/><mc:AlternateContent xmlns:mc='
        '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        f'<x15ac:absPath url="C:/{canary("path")}" xmlns:x15ac='
        '"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        "</mc:AlternateContent>",
    )  # fmt: skip
    return packed(members)


def pptx_file() -> bytes:
    show = pptx.Presentation()
    described(show.core_properties)
    for title in (VISIBLE, "Article 2"):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = title
    slide.shapes.add_picture(io.BytesIO(pictures.jpeg()), 0, 0)
    slide.notes_slide.notes_text_frame.text = "To be said slowly"
    output = io.BytesIO()
    show.save(output)
    members = members_of(output.getvalue())
    main, first = "ppt/presentation.xml", "ppt/slides/slide1.xml"
    add_what_all_have(members, main)
    add_part(
        members, first, "comments", "ppt/comments/comment1.xml",
        f'<p:cmLst xmlns:p="{SLIDE}"><p:cm><p:text>{canary("remark")}</p:text></p:cm></p:cmLst>',
        f"{PACKAGE}presentationml.comments+xml",
    )  # fmt: skip
    add_part(
        members, main, "commentAuthors", "ppt/commentAuthors.xml",
        f'<p:cmAuthorLst xmlns:p="{SLIDE}"><p:cmAuthor name="{canary("remark author")}"/>'
        "</p:cmAuthorLst>",
        f"{PACKAGE}presentationml.commentAuthors+xml",
    )  # fmt: skip
    add_part(
        members, main, "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
        "ppt/changesInfos/changesInfo1.xml", f"<a>{canary('change author')}</a>",
        "application/vnd.ms-powerpoint.changesinfo+xml",
    )  # fmt: skip
    return packed(members)
