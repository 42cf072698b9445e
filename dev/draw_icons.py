"""Draws the icons that cannot be SVG: run it when static/img/icon.svg has changed.

    .venv/bin/python dev/draw_icons.py

Decides the sizes: 192 and 512 for home screens, 1200 × 630 for the preview of a shared page.
"""

from pathlib import Path

from PIL import Image, ImageDraw

IMG = Path(__file__).resolve().parent.parent / "static/img"

NIGHT = "#052731"
SAFFRON = "#fbb931"
# The bars of icon.svg, on its sheet of 32 units: left edge, top, height.
BARS = ((5, 13, 6), (11, 11, 10), (17, 8, 16), (23, 5, 22))
BAR_COLOURS = ("#8ec8da", "#8ec8da", "#8ec8da", SAFFRON)
SHEET, BAR_WIDTH, CORNER = 32, 4, 4

# The horn of the preview: bars as the theory of change draws them, dark to light.
HORN_COLOURS = ("#0c4e60", "#126076", "#2f7f98", SAFFRON)

# Drawn this much larger, then reduced, for smooth edges.
SCALE = 4


def draw_icon(size: int) -> Image.Image:
    unit = size * SCALE / SHEET
    icon = Image.new("RGBA", (size * SCALE, size * SCALE))
    pen = ImageDraw.Draw(icon)
    # Pillow counts the last row and column in, hence the one taken away.
    pen.rounded_rectangle((0, 0, size * SCALE - 1, size * SCALE - 1), CORNER * unit, fill=NIGHT)
    for (left, top, height), colour in zip(BARS, BAR_COLOURS, strict=True):
        right, bottom = left + BAR_WIDTH, top + height
        pen.rectangle((left * unit, top * unit, right * unit - 1, bottom * unit - 1), fill=colour)
    return icon.resize((size, size), Image.Resampling.LANCZOS)


def draw_share() -> Image.Image:
    """Draw the horn large and in the middle, so that a square crop keeps most of it."""
    width, height = 1200 * SCALE, 630 * SCALE
    share = Image.new("RGB", (width, height), NIGHT)
    pen = ImageDraw.Draw(share)
    bar, gap = 196 * SCALE, 22 * SCALE
    start = (width - 4 * bar - 3 * gap) // 2
    for n, colour in enumerate(HORN_COLOURS):
        left = start + n * (bar + gap)
        right = left + bar
        near, far = (46 * SCALE + (x - start) * 0.225 for x in (left, right))
        middle = height / 2
        pen.polygon(
            [
                (left, middle - near),
                (right, middle - far),
                (right, middle + far),
                (left, middle + near),
            ],
            fill=colour,
        )
    return share.resize((1200, 630), Image.Resampling.LANCZOS)


def main() -> None:
    for size in (192, 512):
        draw_icon(size).save(IMG / f"icon-{size}.png", optimize=True)
    draw_share().quantize(64, dither=Image.Dither.NONE).save(IMG / "share.png", optimize=True)


if __name__ == "__main__":
    main()
