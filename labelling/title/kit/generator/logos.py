"""Demonstration logos: three variants, four layouts, in the charter's colours.

They are drawn by us and are not the registered mark; each says « Version de démonstration ».
"""

from dataclasses import dataclass

from labelling.title.kit.generator import drawing as lettering
from labelling.title.kit.generator.drawing import Drawing
from labelling.title.kit.models import Variant
from portal.ui import theme

WORDS = {
    Variant.ENGAGED: "Organisme engagé",
    Variant.LABELLED: "Organisme labellisé",
    Variant.MENTION: "Mention vieillissement",
}
LAYOUTS = {
    "horizontal": "horizontal",
    "vertical": "vertical",
    "mono": "monochrome",
    "reversed": "en réserve, pour fond sombre",
}
DEMO = "Version de démonstration"
STEP, SIDE = 10.25, 9.2  # the grid of the mark: four by four, on 40
TILES = ((0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2))


@dataclass(frozen=True)
class Palette:
    mark: str
    sun: str
    ink: str
    muted: str


def palette(layout):
    """The charter of the day; one ink alone for the monochrome, white on the dark ground of the reversed."""
    colours = theme.current().light
    if layout == "mono":
        ink = colours("ink")
        return Palette(ink, ink, ink, ink)
    if layout == "reversed":
        white = colours("on-night")
        return Palette(white, colours("tile-sun"), white, white)
    return Palette(colours("brand"), colours("tile-sun"), colours("ink"), colours("muted"))


def mark(colours):
    drawing = Drawing(40, 40, "Quali’Hlm")
    for column, row in TILES:
        drawing.rect(column * STEP, row * STEP, SIDE, SIDE, colours.mark)
    drawing.rect(3 * STEP, 3 * STEP, SIDE, SIDE, colours.sun)
    return drawing


def logo(variant, layout="horizontal"):
    """The logo of a variant (Variant or its code)."""
    said, colours = WORDS[Variant(variant)], palette(layout)
    title = f"Quali’Hlm, {said.lower()} ({DEMO.lower()})"
    return (_vertical if layout == "vertical" else _horizontal)(title, said, colours)


def _horizontal(title, said, colours):
    wide = max(
        lettering.width("Quali’Hlm", 27, "title", 700), lettering.width(said, 12, "text", 650)
    )
    drawing = Drawing(round(54 + wide + 2), 52, title)
    drawing.place(mark(colours), 0, 0)
    drawing.text("Quali’Hlm", 52, 21, 27, colours.ink, font="title", weight=700)
    drawing.text(said, 52, 39, 12, colours.ink, weight=650)
    drawing.text(DEMO, 0, 50.5, 6.5, colours.muted)
    return drawing


def _vertical(title, said, colours):
    wide = lettering.width(said, 12, "text", 650)
    drawing = Drawing(round(max(wide, 130) + 4), 100, title)
    middle = drawing.width / 2
    drawing.place(mark(colours), middle - 20, 0)
    face = {"anchor": "middle"}
    drawing.text("Quali’Hlm", middle, 64, 26, colours.ink, font="title", weight=700, **face)
    drawing.text(said, middle, 82, 12, colours.ink, weight=650, **face)
    drawing.text(DEMO, middle, 96, 6.5, colours.muted, **face)
    return drawing
