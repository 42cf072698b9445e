"""Makes the PDFs of the demonstration from its texts: run it when the files' words have changed.

    PYTHONPATH=site .venv/bin/python dev/demo_files.py

Decides how a list of lines becomes a page: which files are ticked, filled in or signed, and what
stands out in a line. The plan says which file exists in which language. Chromium prints the pages;
the letters come from static/fonts, those of Chinese from the system (fonts-noto-cjk).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from demo.content import FILES, plan, texts

ROOT = Path(__file__).resolve().parent.parent

# The weights used of each font in static/fonts.
WEIGHTS = {
    "pv-text-latin": (400, 700),
    "pv-text-cyrillic": (400, 700),
    "pv-arabic": (400, 700),
    "pv-display-latin": (600,),
    "pv-display-cyrillic": (600,),
}
# Debian's fonts-noto-cjk holds a font per region in each file; this is the one of mainland China.
CHINESE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2
# What a reader does with a file; the others are read.
KINDS = {
    "checklist": "tick",
    "first_48": "tick",
    "hearing_guide": "tick",
    "phone_safety": "tick",
    "incident_form": "fill",
    "campaign_letter": "sign",
}
RIGHT_TO_LEFT = {"ar"}

# "Hour 12.", "3.", "Who was harmed?", "Cost:": what a line begins with, when that is short.
LEAD = re.compile(r"(?:.{1,12}?[.。]|.{1,22}?[:?？])(?=\s|[^\x00-\u2fff])")
# "CC BY 4.0" holds a stop that does not end the sentence.
SENTENCE = re.compile(r".+?[.。](?!\d)")
BLANK = re.compile(r"\[[^\]]+\]")

# Who printed a page and when: left out, so that the same words give the same bytes.
TRACES = re.compile(rb"/(?:Creator|Producer|CreationDate|ModDate) \((?:\\.|[^\\)])*\)")

CHROMIUM = (
    "/usr/bin/chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)

LOGO = """<svg viewBox="0 0 32 32" aria-hidden="true"><g fill="#0c4e60">
<path d="M1 10h6v12H1zM9 7h6v18H9zM17 3.5h6v25h-6z"/></g>
<path fill="#fbb931" d="M25 0h6v32h-6z"/></svg>"""

# A rule that widens as a horn does, and ends in the voice's colour.
HORN = """<svg class="horn" viewBox="0 0 400 12" preserveAspectRatio="none" aria-hidden="true">
<path fill="#052731" d="M0 11l98-2v3H0z"/><path fill="#073a49" d="M101 9l98-3v6h-98z"/>
<path fill="#0c4e60" d="M202 6l98-3v9h-98z"/><path fill="#fbb931" d="M303 3l97-3v12h-97z"/></svg>"""

STYLE = """
@page { size: A4; margin: 19mm 22mm 16mm }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { print-color-adjust: exact; color: #0d2129 }
body { font: 12pt/1.45 pv-text-latin, pv-text-cyrillic, sans-serif; min-height: 261mm;
  display: flex; flex-direction: column; font-variant-numeric: lining-nums }
h1, h2, .brand { font-family: pv-display-latin, pv-display-cyrillic, serif; font-weight: 600;
  line-height: 1.15 }
:lang(ar) body { font-family: pv-arabic, pv-text-latin, sans-serif; line-height: 1.75 }
:lang(ar) :is(h1, h2) { font-family: pv-arabic, pv-text-latin, sans-serif; font-weight: 700;
  line-height: 1.4 }
:lang(zh) body { font-family: pv-text-latin, NotoSansCJK, sans-serif; line-height: 1.75 }
:lang(zh) :is(h1, h2) { font-family: pv-display-latin, NotoSerifCJK, serif; font-weight: 700;
  line-height: 1.35 }
.brand { display: flex; align-items: center; gap: 2.5mm; font-size: 15pt; color: #052731 }
.brand svg { height: 8mm }
h1 { font-size: 27pt; margin-block: 11mm 5mm; text-wrap: balance; color: #052731 }
.horn { display: block; width: 100%; height: 3.2mm; margin-block-end: 6mm; flex: none }
:dir(rtl) .horn, :dir(rtl) .brand svg { transform: scaleX(-1) }
h2 { font-size: 15pt; color: #0c4e60; margin-block: 5mm 1.5mm; break-after: avoid }
.horn + h2 { margin-block-start: 0 }
p { padding-block: 1.9mm; break-inside: avoid; text-wrap: pretty }
p + p { border-block-start: .25mm solid #cad7da }
b { color: #0c4e60; font-weight: 700 }
mark { background: #ffe19a; color: inherit; padding-inline: 1mm }
.tick p { position: relative; padding-inline-start: 9mm }
.tick p::before { content: ""; position: absolute; inset-inline-start: 0; top: 2.8mm;
  width: 4.4mm; height: 4.4mm; border: .4mm solid #0c4e60 }
:is(:lang(ar), :lang(zh)) .tick p::before { top: 3.6mm }
.fill p + p { border: 0 }
.fill .asked::after { content: ""; display: block; height: 8mm; margin-block: 7mm 1mm;
  border-block: .25mm solid #5e7983 }
.sign p + p { border: 0 }
.sign p:last-child { margin-block-start: 6mm; border-block-start: .25mm solid #cad7da;
  padding-block-start: 4mm; color: #3e545c }
footer { margin-block-start: auto; padding-block-start: 4mm; font-size: 9pt; color: #3e545c }
"""


def files() -> Iterator[tuple[str, str]]:
    """Yield each file of the plan with each of its languages that has words for it."""
    offered = {
        (row["file"], code)
        for facts in plan().values()
        for row in (*facts.get("files", ()), *facts.get("toolkit", ()))
        for code in row["languages"]
    }
    return ((key, code) for key, code in sorted(offered) if key in texts(code).get("files", {}))


def add_fonts(workshop: Path) -> str:
    """Write the fonts as Chromium embeds them whole, and return the rules that name them.

    Of a font with axes, or with cubic outlines, it embeds drawings: larger, and blurred by some
    viewers. So axes are pinned and outlines made quadratic.
    """
    rules = []

    def add(font: TTFont, family: str, weight: int) -> None:
        path = workshop / f"{family}-{weight}.ttf"
        font.flavor = None
        # The hour of this run would make every PDF differ from the last.
        font.recalcTimestamp = False
        font.save(path)
        source = f"font-weight: {weight}; src: url({path.name})"
        rules.append(f"@font-face {{ font-family: {family}; {source} }}")

    for family, weights in WEIGHTS.items():
        for weight in weights:
            font = TTFont(ROOT / f"static/fonts/{family}.woff2")
            add(instantiateVariableFont(font, {"wght": weight}), family, weight)
    letters = (ROOT / "site/demo/texts/zh-hans.toml").read_text(encoding="utf-8")
    styles = (
        ("NotoSansCJK", "Regular", 400),
        ("NotoSansCJK", "Bold", 700),
        ("NotoSerifCJK", "Bold", 700),
    )
    for family, style, weight in styles:
        font = TTFont(CHINESE / f"{family}-{style}.ttc", fontNumber=SIMPLIFIED)
        add(with_quadratic_outlines(font, letters), family, weight)
    return "\n".join(rules)


def with_quadratic_outlines(font: TTFont, letters: str) -> TTFont:
    """Reduce a font with cubic outlines to these letters and make it a TrueType font."""
    subsetter = Subsetter(Options(layout_features=[], hinting=False))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    drawn = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "], font["VORG"]
    builder = FontBuilder(font=font)
    builder.isTTF = True
    builder.setupMaxp()
    builder.setupGlyf(outlines)
    builder.setupPost(keepGlyphNames=False)
    font.sfntVersion = "\x00\x01\x00\x00"
    return font


def line_html(line: str) -> str:
    # Only a line that is no sentence is a heading: it ends without a mark.
    if line[-1].isalnum():
        return f"<h2>{escape(line)}</h2>"
    found = LEAD.match(line)
    lead = found[0] if found else ""
    rest = BLANK.sub(lambda blank: f"<mark>{blank[0]}</mark>", escape(line[len(lead) :]))
    asked = ' class="asked"' if lead[:1].isdigit() else ""
    return f"<p{asked}>{f'<b>{escape(lead)}</b>' if lead else ''}{rest}</p>"


def page_html(key: str, code: str, fonts: str) -> str:
    words = texts(code)
    title = escape(words["files"][key]["title"])
    # The last line of each file says that it is a demonstration.
    *lines, notice = words["files"][key]["lines"]
    licence = SENTENCE.match(words["home"]["footer_note"])
    if licence is None:
        raise ValueError(f"texts/{code}.toml: home.footer_note has no sentence")
    # Chinese sentences follow each other without a space.
    gap = "" if code.startswith("zh") else " "
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    return f"""<!doctype html>
<html lang="{code}" dir="{direction}"><meta charset="utf-8"><title>{title}</title>
<style>{fonts}{STYLE}</style>
<div class="brand">{LOGO}<span lang="fr">Portevoix</span></div>
<h1>{title}</h1>{HORN}
<main class="{KINDS.get(key, "read")}">{"".join(map(line_html, lines))}</main>
<footer>{escape(licence[0] + gap + notice)}</footer></html>"""


def print_pdf(html: str, workshop: Path) -> bytes:
    """Return the page as a PDF without its traces; they are blanked to keep offsets true."""
    source, target = workshop / "page.html", workshop / "page.pdf"
    source.write_text(html, encoding="utf-8")
    command = (*CHROMIUM, f"--user-data-dir={workshop / 'profile'}", f"--print-to-pdf={target}")
    # Every word of the command is written in this file.
    subprocess.run(  # noqa: S603
        (*command, source.as_uri()), check=True, capture_output=True, timeout=60
    )
    pdf = target.read_bytes()
    target.unlink()
    return TRACES.sub(lambda trace: b" " * len(trace[0]), pdf)


def main() -> None:
    FILES.mkdir(exist_ok=True)
    wanted = set()
    with TemporaryDirectory() as folder:
        workshop = Path(folder)
        fonts = add_fonts(workshop)
        for key, code in files():
            path = FILES / f"{key}-{code}.pdf"
            path.write_bytes(print_pdf(page_html(key, code, fonts), workshop))
            wanted.add(path)
            sys.stdout.write(f"{path.stat().st_size:8,}  {path.name}\n")
    for path in set(FILES.glob("*.pdf")) - wanted:
        path.unlink()


if __name__ == "__main__":
    main()
