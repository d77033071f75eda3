"""Colour tokens of a charter: the names of tokens.css, each with its light and dark value."""

import re

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
