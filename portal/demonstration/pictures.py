"""Pictures of the demonstration, drawn by the portal itself: scenes of a residence, in flat colours."""

import random
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from portal.ui.theme import SHIPPED

CREDIT = "Dessin du portail, libre de droits"
SIZE = (1200, 900)  # pixels
FINE = 2  # times finer while it is drawn, so that curves are smooth
GROUND = 700


class Sheet:
    """A drawing in the colours of the charter as shipped; sizes in pixels of the picture."""

    def __init__(self, sky, seed):
        self.image = Image.new("RGB", tuple(FINE * side for side in SIZE), colour(sky))
        self.draw = ImageDraw.Draw(self.image)
        self.chance = random.Random(seed)  # noqa: S311 -- a drawing, the same each time

    def rect(self, x, y, width, height, name, radius=0):
        box = [FINE * one for one in (x, y, x + width, y + height)]
        self.draw.rounded_rectangle(box, FINE * radius, fill=colour(name))

    def disc(self, x, y, radius, name):
        box = [FINE * one for one in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, fill=colour(name))

    def shape(self, points, name):
        self.draw.polygon([(FINE * x, FINE * y) for x, y in points], fill=colour(name))

    def arch(self, x, y, width, height, name):
        """A door: a half disc on a rectangle."""
        self.disc(x + width / 2, y + width / 2, width / 2, name)
        self.rect(x, y + width / 2, width, height - width / 2, name)

    def tree(self, x, y, size, name="tile-leaf"):
        self.rect(x - size / 12, y - size, size / 6, size, "tile-brick")
        self.disc(x, y - 1.3 * size, 0.7 * size, name)
        self.disc(x - 0.4 * size, y - size, 0.5 * size, name)
        self.disc(x + 0.4 * size, y - size, 0.5 * size, name)

    def building(self, x, width, floors, wall, glass):
        """Floors of windows, some of them lit, and an arched door in the middle."""
        top, columns = GROUND - 110 * floors - 40, int(width // 90)
        self.rect(x, top, width, GROUND - top, wall)
        self.rect(x - 12, top - 18, width + 24, 24, "night")
        margin = (width - 90 * columns) / 2 + 20
        for floor in range(floors):
            for column in range(columns):
                lit = "tile-sun" if self.chance.random() < 0.2 else glass
                self.rect(x + margin + 90 * column, top + 40 + 110 * floor, 50, 66, lit, 3)
        self.rect(x + width / 2 - 70, GROUND - 130, 140, 130, wall)
        self.arch(x + width / 2 - 42, GROUND - 120, 84, 120, "night")

    def person(self, x, y, size, name):
        self.arch(x - size / 2, y - 1.25 * size, size, 1.25 * size, name)
        self.disc(x, y - 1.6 * size, 0.36 * size, "tile-sand")

    def png(self):
        out = BytesIO()
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        small.quantize(96).save(out, "PNG", optimize=True)
        return out.getvalue()


def colour(name):
    return SHIPPED[name]["light"]


def residence(seed):
    """Two buildings behind a lawn and trees."""
    sheet = Sheet("tile-sky", seed)
    sheet.disc(980, 170, 90, "tile-sun")
    sheet.building(90, 460, 4, "tile-sand", "night")
    sheet.building(620, 420, 3, "paper", "tile-sky")
    sheet.rect(0, GROUND, 1200, 200, "tile-leaf")
    sheet.shape([(270, 900), (300, GROUND), (340, GROUND), (430, 900)], "tile-sand")
    for x, size in ((40, 110), (590, 130), (1120, 150)):
        sheet.tree(x, GROUND + 50, size, "ok")
    return sheet


def hall(seed):
    """An entrance hall: letter boxes, a notice board, the door open on the light."""
    sheet = Sheet("tile-sand", seed)
    sheet.rect(0, GROUND, 1200, 200, "night")
    for column in range(20):
        name = "tile-sky" if column % 2 else "paper"
        sheet.rect(60 * column, GROUND, 60, 60, name)
    sheet.arch(760, 180, 320, GROUND - 180, "night")
    sheet.arch(785, 205, 270, GROUND - 205, "tile-sun")
    sheet.tree(920, GROUND, 130)
    for row in range(4):
        for column in range(5):
            x, y = 90 + 74 * column, 340 + 78 * row
            sheet.rect(x, y, 66, 70, "brand", 4)
            sheet.rect(x + 14, y + 18, 38, 8, "tile-sand")
    sheet.rect(510, 280, 190, 240, "tile-brick", 6)
    for rank in range(3):
        sheet.rect(530 + 82 * (rank % 2), 300 + 105 * (rank // 2), 68, 90, "paper")
    return sheet


def meeting(seed):
    """People of a residence and of its landlord around a table."""
    sheet = Sheet("paper", seed)
    sheet.rect(0, 0, 1200, 420, "tile-sky")
    for x in (120, 460, 800):
        sheet.rect(x, 70, 280, 240, "paper")
        sheet.rect(x + 16, 86, 248, 208, "tile-leaf")
        sheet.tree(x + 140, 290, 80, "ok")
    for x, name in ((230, "tile-brick"), (480, "night"), (730, "tile-leaf"), (970, "brand")):
        sheet.person(x, 640, 170, name)
    sheet.rect(90, 600, 1020, 70, "tile-sand", 20)
    sheet.rect(150, 670, 60, 230, "tile-brick")
    sheet.rect(990, 670, 60, 230, "tile-brick")
    for x in (280, 520, 760):
        sheet.shape([(x, 640), (x + 30, 605), (x + 150, 605), (x + 130, 640)], "paper")
    return sheet


def bins(seed):
    """A shelter with bins to sort, kept clean."""
    sheet = Sheet("tile-sky", seed)
    sheet.rect(0, GROUND, 1200, 200, "tile-sand")
    sheet.shape([(110, 300), (1090, 230), (1090, 280), (110, 350)], "night")
    for x in (140, 1030):
        sheet.rect(x, 300, 30, 400, "night")
    for rank, lid in enumerate(("tile-sun", "ok", "tile-brick")):
        x = 240 + 260 * rank
        sheet.shape([(x, 440), (x + 200, 440), (x + 180, 690), (x + 20, 690)], "brand")
        sheet.rect(x - 12, 412, 224, 40, lid, 12)
        sheet.disc(x + 45, 690, 24, "ink")
        sheet.disc(x + 155, 690, 24, "ink")
    sheet.tree(60, 760, 150, "ok")
    return sheet


def garden(seed):
    """A shared garden at the foot of a building."""
    sheet = Sheet("tile-sky", seed)
    sheet.building(330, 560, 4, "tile-brick", "paper")
    sheet.rect(0, GROUND, 1200, 200, "tile-leaf")
    for rank in range(4):
        x = 60 + 290 * rank
        sheet.rect(x, 760, 230, 70, "tile-brick", 6)
        for plant in range(5):
            high = sheet.chance.randint(20, 60)
            sheet.disc(x + 30 + 42 * plant, 760 - high / 2, 20, "ok")
            sheet.disc(x + 30 + 42 * plant, 745 - high, 12, "tile-sun")
    sheet.person(210, 740, 90, "night")
    sheet.person(990, 740, 90, "tile-sun")
    return sheet


SCENES = {
    "residence": (residence, "Deux immeubles derrière une pelouse et des arbres (dessin)"),
    "hall": (hall, "Un hall d’entrée\u00a0: boîtes aux lettres, panneau, porte ouverte (dessin)"),
    "meeting": (meeting, "Quatre personnes autour d’une table, devant des fenêtres (dessin)"),
    "bins": (bins, "Trois bacs de tri sous un abri propre (dessin)"),
    "garden": (garden, "Un jardin partagé au pied d’un immeuble (dessin)"),
}


@lru_cache(maxsize=16)
def scene(name, seed=0):
    """(PNG, alternative text) of a scene."""
    draw, alternative = SCENES[name]
    return draw(seed).png(), alternative
