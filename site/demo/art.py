"""The illustrations of the demonstration: sound bars on night blue.

Each picture is drawn afresh from numbers, so the repository holds no image and two installations
get the same bytes. A picture shows what its alternative text says, in texts/<language>.toml. What
matters stays inside the middle 1380 × 780, so that cards and share previews may crop the rest.
"""

from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1000
# Drawn this much larger, then reduced: ImageDraw leaves slanted edges jagged.
SCALE = 2

NIGHT = "#052731"
PETROL = ("#073a49", "#0c4e60", "#126076", "#2f7f98", "#8ec8da")
LIGHT = "#fcd478"
SAFFRON = "#fbb931"

Point = tuple[float, float]


class Canvas:
    """A night-blue sheet of 1600 × 1000 units, measured from the top left."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), NIGHT)
        self._pen = ImageDraw.Draw(self.image)

    def shape(self, colour: str, *corners: Point) -> None:
        self._pen.polygon([(x * SCALE, y * SCALE) for x, y in corners], fill=colour)

    def bar(self, colour: str, left: float, top: float, width: float, height: float) -> None:
        # Pillow counts the last row and column in, hence the one taken away.
        right, bottom = left + width, top + height
        box = (left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1)
        self._pen.rectangle(box, fill=colour)

    def disc(self, colour: str, centre: Point, radius: float) -> None:
        x, y = centre
        self._pen.circle((x * SCALE, y * SCALE), radius * SCALE, fill=colour)

    def png(self) -> bytes:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        # Flat colours and the shades along their edges fit in a palette; dithering would add noise.
        flat = small.quantize(128, dither=Image.Dither.NONE)
        out = BytesIO()
        flat.save(out, "PNG", optimize=True)
        return out.getvalue()


def murmur(step: int) -> float:
    """Return a number from 0 to 1 that varies from bar to bar as speech does, without chance."""
    return 0.5 + 0.27 * sin(step * 2.399) + 0.23 * sin(step * 1.03 + 0.7)


def draw_home(canvas: Canvas) -> None:
    """A voiceprint that rises from left to right to one tall saffron bar."""
    count, step, width = 29, 45, 27
    for n in range(count):
        reach = n / (count - 1)
        loud = 0.3 + 0.7 * murmur(n + 7)
        height = 22 + 70 * reach + 600 * reach**1.5 * loud
        colour = PETROL[min(4, 1 + int(reach * 1.6 + loud * 2.3 * reach))]
        canvas.bar(colour, 119 + n * step, 500 - height / 2, width, height)
    canvas.bar(SAFFRON, 119 + count * step, 120, 56, 760)


def draw_strategy(canvas: Canvas) -> None:
    """The horn: four wide bars, each taller than the one before, folded along the middle."""
    folds = ((PETROL[1], PETROL[0]), (PETROL[2], PETROL[1]), (PETROL[3], PETROL[2]))
    width, gap, start = 318, 22, 133
    for n, (upper, lower) in enumerate((*folds, (LIGHT, SAFFRON))):
        left = start + n * (width + gap)
        right = left + width
        near, far = (70 + (x - start) * 0.235 for x in (left, right))
        canvas.shape(upper, (left, 500), (left, 500 - near), (right, 500 - far), (right, 500))
        canvas.shape(lower, (left, 500), (left, 500 + near), (right, 500 + far), (right, 500))


def draw_campaign_a(canvas: Canvas) -> None:
    """Two groups of bars, like two voices, meet at a doorway of light; the floor mirrors them."""
    floor, top = 660, 150
    canvas.bar(PETROL[0], 0, floor, WIDTH, HEIGHT - floor)
    many = [(656 - n * 54, 26, 120 + (9 - n) * 24 + 100 * murmur(n)) for n in range(10)]
    few = [(918 + n * 90, 62, 110 + (5 - n) * 42 + 80 * murmur(n + 1)) for n in range(6)]
    for group in (many, few):
        for n, (left, width, height) in enumerate(group):
            colour = PETROL[4 - 3 * n // len(group)]
            canvas.bar(colour, left, floor - height, width, height)
            canvas.bar(PETROL[1], left, floor + 8, width, height * 0.36)
    canvas.shape(SAFFRON, (700, floor), (900, floor), (1190, HEIGHT), (410, HEIGHT))
    canvas.shape(LIGHT, (724, floor), (876, floor), (1010, HEIGHT), (590, HEIGHT))
    canvas.bar(SAFFRON, 700, top, 200, floor - top)
    canvas.bar(LIGHT, 724, top + 24, 152, floor - top - 24)


def draw_campaign_b(canvas: Canvas) -> None:
    """Bars held down under a level line, like a sound cut off; one saffron bar breaks through."""
    line, middle, step, width, voice = 400, 610, 62, 36, 12
    for n in range(24):
        left = 69 + n * step
        reach = 120 + 190 * murmur(n)
        top = max(line + 34, middle - reach)
        if n != voice:
            canvas.bar(PETROL[1 + n * 2 % 3], left, top, width, middle + reach - top)
    left = 69 + voice * step - 8
    canvas.bar(SAFFRON, left, 110, width + 16, 780)
    # The line is broken where the voice passes: its two ends are pushed up.
    for edge, outwards in ((left - 16, -1), (left + width + 32, 1)):
        hinge = edge + outwards * 118
        end = 0 if outwards < 0 else WIDTH
        canvas.shape(PETROL[4], (end, line), (hinge, line), (hinge, line + 18), (end, line + 18))
        canvas.shape(
            PETROL[4],
            (hinge, line),
            (edge - outwards * 2, line - 64),
            (edge + outwards * 6, line - 47),
            (hinge, line + 18),
        )


def draw_campaign_c(canvas: Canvas) -> None:
    """Many bars form a wave like a river, in five currents; its crest is saffron."""

    def surface(x: float, current: int) -> float:
        swell = cos((x - 800) / WIDTH * 2.5 * pi - current * 0.42)
        return 400 + current * 98 - (190 - current * 30) * swell

    for n in range(58):
        x = 10 + n * 27.5
        for current in range(5):
            top = surface(x, current)
            bottom = surface(x, current + 1) - 14
            if current == 0:
                top -= 34 * murmur(n)
            colour = PETROL[4 - current]
            if current == 0 and 22 <= n <= 35:
                colour = SAFFRON
            canvas.bar(colour, x, top, 17, bottom - top)


def draw_resource(canvas: Canvas) -> None:
    """A row of small, even bars; one, saffron, is drawn out a little like a book from a shelf."""
    shelf, chosen = 610, 10
    canvas.bar(PETROL[0], 0, shelf, WIDTH, HEIGHT - shelf)
    for n in range(19):
        left = 240 + n * 60
        if n == chosen:
            canvas.bar(SAFFRON, left, shelf - 310, 40, 220)
        else:
            shade = PETROL[max(2, 4 - abs(n - chosen) // 2)]
            canvas.bar(shade, left, shelf - 220, 40, 220)


def draw_about(canvas: Canvas) -> None:
    """Bars set in a circle like voices around a table, one of them saffron."""
    middle_x, middle_y = WIDTH / 2, HEIGHT / 2
    count, speaker, inner, half = 36, 32, 206, 13
    canvas.disc(PETROL[0], (middle_x, middle_y), 176)
    for n in range(count):
        across, along = cos(2 * pi * n / count), sin(2 * pi * n / count)
        outer = inner + 44 + 128 * murmur(n)
        colour = PETROL[1 + int(murmur(n) * 3.9)]
        if n == speaker:
            outer, colour = inner + 210, SAFFRON
        corners = [
            (middle_x + r * across - s * along, middle_y + r * along + s * across)
            for r, s in ((inner, -half), (outer, -half), (outer, half), (inner, half))
        ]
        canvas.shape(colour, *corners)


PICTURES: dict[str, Callable[[Canvas], None]] = {
    "home": draw_home,
    "strategy": draw_strategy,
    "campaign_a": draw_campaign_a,
    "campaign_b": draw_campaign_b,
    "campaign_c": draw_campaign_c,
    "resource": draw_resource,
    "about": draw_about,
}


def draw(key: str) -> bytes:
    """Return the picture as a PNG of 1600 × 1000; KeyError when there is none of that name."""
    canvas = Canvas()
    PICTURES[key](canvas)
    return canvas.png()
