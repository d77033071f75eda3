"""SVG drawing made of tiles and outlined words, without external resource."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from portal.ui import theme
from portal.ui.pictures import STEP, mosaic

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
FILES = {
    "title": "bricolage-grotesque-latin-wght-normal.woff2",
    "text": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
}
UNKNOWN = "?"
BREAK = re.compile(r"[ \t\r\n]+")  # not a no-break space: « and its word stay together


@cache
def _font(name):
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- heavy

    return TTFont(FONTS / FILES[name])


@cache
def _glyphs(name, weight):
    """(glyphs at this weight, {code: glyph}, units per em)."""
    font = _font(name)
    return font.getGlyphSet(location={"wght": weight}), font.getBestCmap(), font["head"].unitsPerEm


def _names(text, cmap):
    """The glyph of each letter; one that the font has not is told by its plain letter."""
    for letter in unicodedata.normalize("NFC", text):
        plain = unicodedata.normalize("NFD", letter)[0]
        code = next((ord(one) for one in (letter, plain) if ord(one) in cmap), ord(UNKNOWN))
        yield cmap[code]


def width(text, size, font="text", weight=400):
    """How wide `text` is at `size`."""
    glyphs, cmap, em = _glyphs(font, weight)
    return sum(glyphs[name].width for name in _names(text, cmap)) * size / em


def outline(text, size, font="text", weight=400):
    """The `d` of a path that writes `text` from (0, 0) on its baseline."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 -- heavy
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415 -- same

    glyphs, cmap, em = _glyphs(font, weight)
    scale, at, parts = size / em, 0, []
    for name in _names(text, cmap):
        pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, at * scale, 0)))
        parts.append(pen.getCommands())
        at += glyphs[name].width
    return "".join(parts)


def wrapped(text, size, room, font="text", weight=400):
    """The lines of `text` within `room`; a word that is wider than a line is cut."""
    lines = []
    for word in filter(None, BREAK.split(text)):
        together = f"{lines[-1]} {word}" if lines else word
        if lines and width(together, size, font, weight) <= room:
            lines[-1] = together
        else:
            lines += _cut(word, size, room, font, weight)
    return lines


def _cut(word, size, room, font, weight):
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, font, weight) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def fitted(text, sizes, room, height, *, leading=1.15, font="text", weight=400):
    """(size, lines): the largest of `sizes` with which the text holds in `room` × `height`."""
    for size in sizes:
        lines = wrapped(text, size, room, font, weight)
        if len(lines) * size * leading <= height:
            return size, lines
    raise Overflow(text)


class Overflow(Exception):
    """The text does not hold, even in the smallest size: nothing is drawn clipped."""


@dataclass
class Drawing:
    """Sizes are in pixels; each shape keeps its own scale and place, so that a drawing holds another."""

    width: float
    height: float
    title: str
    shapes: list = field(default_factory=list)

    def rect(self, x, y, width, height, fill):
        d = f"M0 0h{width:g}v{height:g}h-{width:g}z"
        self.shapes.append({"d": d, "fill": fill, "x": x, "y": y, "scale": 1})

    def text(self, text, x, y, size, fill, *, font="text", weight=400, anchor="start"):
        """Write a line on the baseline `y`; its width."""
        wide = width(text, size, font, weight)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        d = outline(text, size, font, weight)
        self.shapes.append({"d": d, "fill": fill, "x": left, "y": y, "scale": 1})
        return wide

    def block(self, text, x, y, room, height, fill, *, sizes, leading=1.15, **face):
        """Write a paragraph from its top `y`, as large as it holds; where it ends. May raise Overflow."""
        size, lines = fitted(text, sizes, room, height, leading=leading, **face)
        for rank, line in enumerate(lines):
            self.text(line, x, y + size * (0.82 + rank * leading), size, fill, **face)
        return y + size * leading * len(lines)

    def mosaic(self, key, columns, rows, x, y, side):
        """Tiles drawn from a key, in the charter's colours of the day; `side`: from one to the next."""
        colour, scale = theme.current().light, side / STEP
        for token, d in mosaic(key, columns, rows):
            self.shapes.append({"d": d, "fill": colour(token), "x": x, "y": y, "scale": scale})

    def place(self, other, x, y, scale=1):
        for shape in other.shapes:
            self.shapes.append(
                shape
                | {
                    "x": x + shape["x"] * scale,
                    "y": y + shape["y"] * scale,
                    "scale": shape["scale"] * scale,
                }
            )

    def svg(self):
        shapes = [
            shape
            | {"x": f"{shape['x']:.2f}", "y": f"{shape['y']:.2f}", "scale": f"{shape['scale']:.4g}"}
            for shape in self.shapes
        ]
        size = {"width": f"{self.width:g}", "height": f"{self.height:g}"}
        return render_to_string(
            "labelling/kit/drawing.svg", {"shapes": shapes, "title": self.title} | size
        )
