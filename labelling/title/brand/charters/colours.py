"""Colour tokens of a charter: the names of tokens.css, each with its light and dark value."""

import re
from dataclasses import dataclass
from math import floor

from django.core.exceptions import ValidationError

from portal.ui.theme import SHIPPED

HEX = re.compile(r"#[0-9a-f]{6}")
SCHEMES = ("light", "dark")
LABELS = {
    "paper": "fond de page",
    "surface": "fond des cartes",
    "sunken": "fond en retrait",
    "line": "trait de séparation",
    "edge": "contour des champs",
    "ink": "texte",
    "muted": "texte secondaire",
    "brand": "couleur de la marque",
    "brand-strong": "marque, au survol",
    "brand-soft": "marque, fond clair",
    "on-brand": "texte sur la marque",
    "night": "fond de nuit",
    "on-night": "texte sur la nuit",
    "night-muted": "texte secondaire sur la nuit",
    "tile-sun": "carreau mimosa",
    "on-sun": "texte sur le mimosa",
    "tile-brick": "carreau brique",
    "tile-sky": "carreau ciel",
    "tile-leaf": "carreau tilleul",
    "tile-sand": "carreau sable",
    "ok": "favorable",
    "ok-soft": "favorable, fond",
    "warn": "en attente",
    "warn-soft": "en attente, fond",
    "danger": "refus, retard",
    "danger-soft": "refus, fond",
    "on-danger": "texte sur le refus",
    "focus": "contour du point actif",
    "mark": "surlignage d’une recherche",
}


def shipped():
    """A copy of the site's own colours, where a charter begins."""
    return {name: dict(pair) for name, pair in SHIPPED.items()}


def valid_colours(value):
    """ValidationError unless `value` is {name: {light, dark}} for exactly the site's names."""
    if not isinstance(value, dict) or set(value) != set(SHIPPED):
        raise ValidationError("Une charte donne une valeur à chacune des couleurs du site.")
    for name, pair in value.items():
        if not isinstance(pair, dict) or set(pair) != set(SCHEMES):
            raise ValidationError(f"« {LABELS[name]} » : il faut une valeur claire et une sombre.")
        if not all(isinstance(one, str) and HEX.fullmatch(one) for one in pair.values()):
            raise ValidationError(f"« {LABELS[name]} » : une couleur s’écrit comme #0e4b5b.")


TEXT, OUTLINE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
GROUNDS = ("paper", "surface", "sunken")
SOFT = ("brand-soft", "ok-soft", "warn-soft", "danger-soft")

PAIRS = (
    *(("ink", ground, TEXT) for ground in (*GROUNDS, *SOFT, "mark")),
    *(("muted", ground, TEXT) for ground in (*GROUNDS, *SOFT)),
    *(("brand", ground, TEXT) for ground in (*GROUNDS, "brand-soft")),
    *(("brand-strong", ground, TEXT) for ground in ("paper", "brand-soft")),
    *(("ok", ground, TEXT) for ground in ("paper", "surface", "ok-soft")),
    ("warn", "warn-soft", TEXT),
    ("danger", "danger-soft", TEXT),
    ("danger", "surface", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("on-danger", "danger", TEXT),
    ("on-night", "night", TEXT),
    ("night-muted", "night", TEXT),
    *(("on-sun", tile, TEXT) for tile in ("tile-sun", "tile-sand", "tile-sky")),
    *(("edge", ground, OUTLINE) for ground in GROUNDS),
    *(("focus", ground, OUTLINE) for ground in GROUNDS),
    ("tile-sun", "night", OUTLINE),
    ("tile-brick", "surface", OUTLINE),
)
IN_WORDS = {"light": "clair", "dark": "sombre"}


def luminance(colour):
    """Relative luminance of « #rrggbb », from 0 (black) to 1 (white)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    """From 1 (the same) to 21 (black on white), in any order."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def format_ratio(value):
    """« 3,2 »: cut, never rounded up, so that what fails never reads as its floor."""
    return f"{floor(value * 10 + 1e-9) / 10:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Measure:
    """A pair in a scheme, as it is in a charter."""

    front: str
    ground: str
    scheme: str
    floor: float
    colour: str
    on: str

    @property
    def ratio(self):
        return ratio(self.colour, self.on)

    @property
    def is_met(self):
        return self.ratio >= self.floor

    @property
    def shown(self):
        return format_ratio(self.ratio)

    @property
    def label(self):
        return f"« {LABELS[self.front]} » sur « {LABELS[self.ground]} »"

    @property
    def sentence(self):
        """Which scheme, then what is measured."""
        return f"En {IN_WORDS[self.scheme]}, {self.measured}"

    @property
    def measured(self):
        """Both colours, the ratio measured, the floor."""
        return (
            f"{self.label} ({self.colour} sur {self.on}) : "
            f"{self.shown} pour 1 ; il faut {format_ratio(self.floor)}."
        )


def measures(colours):
    """Every pair of a charter's colours, in light and in dark."""
    return [
        Measure(front, ground, scheme, least, colours[front][scheme], colours[ground][scheme])
        for front, ground, least in PAIRS
        for scheme in SCHEMES
    ]


def failures(colours):
    return [one for one in measures(colours) if not one.is_met]
