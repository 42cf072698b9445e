"""ODT, ODS and ODP that tell who wrote, changed and remarked on them, and on which printer."""

from tests.media.canaries import pictures
from tests.media.canaries.archives import packed
from tests.media.canaries.words import VISIBLE, canary

ODF = "application/vnd.oasis.opendocument."
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    [
        *(
            f'xmlns:{name}="{OASIS}:{place}:1.0"'
            for name, place in {
                "office": "office",
                "text": "text",
                "table": "table",
                "draw": "drawing",
                "meta": "meta",
                "config": "config",
                "manifest": "manifest",
                "style": "style",
            }.items()
        ),  # fmt: skip
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:officeooo="http://openoffice.org/2009/office"',
    ]
)
BY = f"<dc:creator>{canary('remark author')}</dc:creator><dc:date>{canary('date')}</dc:date>"
REMARK = (
    f'<office:annotation office:name="n">{BY}<text:p>{canary("remark")}</text:p>'
    "</office:annotation>"
)
PICTURE = '<draw:frame draw:name="Image1"><draw:image xlink:href="Pictures/a.jpg"/></draw:frame>'
TEXT = f"""<office:text><text:tracked-changes><text:changed-region text:id="c"><text:deletion>
<office:change-info>{BY}</office:change-info><text:p>{canary("deleted text")}</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:h>Report</text:h>
<text:p>{VISIBLE}{REMARK}, it is said<office:annotation-end office:name="n"/>.
<text:change text:change-id="c"/></text:p><text:p>{PICTURE}
<text:a xlink:href="https://example.org/law">Law</text:a>
<text:a xlink:href="file:///home/{canary("link")}">Disk</text:a></text:p></office:text>"""
SHEETS = f"""<office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell>
{REMARK}<text:p>{VISIBLE}</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="B"/></office:spreadsheet>"""
SLIDES = f"""<office:presentation><draw:page draw:name="p"><draw:frame><draw:text-box>
<text:p>{VISIBLE}</text:p></draw:text-box></draw:frame>{PICTURE}{REMARK}</draw:page>
<draw:page draw:name="q"/></office:presentation>"""
BODIES = {"odt": ("text", TEXT), "ods": ("spreadsheet", SHEETS), "odp": ("presentation", SLIDES)}
SETTING = '<config:config-item config:name="{}" config:type="{}">{}</config:config-item>'


def document(root: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><!-- {canary("xml comment")} -->'
        f'<office:{root} {SPACES} office:version="1.2">{inside}</office:{root}>'
    )


def odf(extension: str) -> bytes:
    name, body = BODIES[extension]
    style = f'<style:style style:name="P1" officeooo:rsid="{canary("sitting")}"/>'
    settings = "".join(
        [
            SETTING.format("PrinterName", "string", canary("printer")),
            SETTING.format("Rsid", "int", canary("settings sitting")),
            SETTING.format("AddParaTableSpacing", "boolean", "true"),
        ]
    )
    parts: dict[str, str | bytes] = {
        "mimetype": f"{ODF}{name}",
        "content.xml": document(
            "document-content",
            f"<office:scripts/><office:automatic-styles>{style}</office:automatic-styles>"
            f"<office:body>{body}</office:body>",
        ),
        "styles.xml": document("document-styles", ""),
        "meta.xml": document(
            "document-meta",
            f"<office:meta><meta:initial-creator>{canary('creator')}</meta:initial-creator>"
            f"<dc:title>{canary('title')}</dc:title></office:meta>",
        ),
        "settings.xml": document(
            "document-settings",
            '<office:settings><config:config-item-set config:name="ooo:configuration-settings">'
            f"{settings}</config:config-item-set></office:settings>",
        ),
        "Pictures/a.jpg": pictures.jpeg(),
        "Pictures/deleted.jpg": pictures.jpeg(),
        "Thumbnails/thumbnail.png": pictures.png(),
        "Configurations2/accelerator/current.xml": f"<a>{canary('configuration')}</a>",
        "layout-cache": canary("layout cache"),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>'
        for part in ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    )
    manifest = f"<manifest:manifest {SPACES}>{entries}</manifest:manifest>"
    return packed({**parts, "META-INF/manifest.xml": manifest})
