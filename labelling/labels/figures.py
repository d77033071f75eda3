"""Public figures of the label, by family, region and size: counts for all, mean scores under BR-98."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from labelling import territories
from labelling.labels import directory, opendata, register, scores, small_cells
from labelling.organisms.models import Organism
from portal.ui import words

WHOLE = "ensemble"
HEADS = {"famille": "Famille", "region": "Région", "taille": "Logements par organisme"}
SCORED = ("famille", "region")  # no mean by size: each table more would hide cells of the others
COLUMNS = ("decoupage", "valeur", "labellises", "logements", "engages", "score_moyen")
MEANINGS = (
    ("decoupage", "famille, region, taille, ou ensemble"),
    ("valeur", "la famille, la région ou la tranche de taille"),
    ("labellises", "nombre d’organismes dont le label est en vigueur aujourd’hui"),
    ("logements", "logements gérés par ces organismes"),
    ("engages", "organismes engagés sans label, qui acceptent de paraître"),
    ("score_moyen", "score moyen au dernier audit complet, en %, arrondi à l’unité ; vide s’il est masqué"),
)  # fmt: skip


@dataclass
class Line:
    """A cell of each figure; `mean` is None where it is hidden, or where there is nothing to tell."""

    group: str
    label: str
    labelled: int = 0
    homes: int = 0
    engaged: int = 0
    mean: int | None = None
    is_hidden: bool = False


def tables():
    """{« famille »: [Line], …, « ensemble »: [Line]}: four queries, and one for new audits."""
    held = list(Organism.objects.filter(pk__in=register.listed().values("organism")))
    under_way = list(register.engaged())
    lines = {WHOLE: [Line(WHOLE, "Ensemble")]} | {name: _empty(name) for name in HEADS}
    index = {(line.group, line.label): line for group in lines.values() for line in group}
    cells, marks = {}, scores.latest([one.pk for one in held])
    for one in held:
        for key in _keys(one):
            line = index[key]
            line.labelled += 1
            line.homes += one.homes
            if one.pk in marks and key[0] in (*SCORED, WHOLE):
                cells.setdefault(key, set()).add(one.pk)
    for one in under_way:
        for key in _keys(one):
            index[key].engaged += 1
    _tell_means(index, cells, marks)
    return {name: [line for line in group if _is_told(line)] for name, group in lines.items()}


def _empty(name):
    labels = {
        "famille": Organism.Family.labels,
        "region": sorted((r.name for r in territories.regions()), key=territories.fold_name),
        "taille": [said[0] for said in directory.SIZES.values()],
    }[name]
    return [Line(name, label) for label in labels]


def _keys(organism):
    """The lines that an organism counts in."""
    return (
        (WHOLE, "Ensemble"),
        ("famille", organism.get_family_display()),
        ("region", organism.region_name),
        ("taille", organism.size_band),
    )


def _tell_means(index, cells, marks):
    """BR-98: means of three organisms at least, that no subtraction brings under three."""
    shown = small_cells.shown(cells)
    for key, members in cells.items():
        line = index[key]
        line.is_hidden = key not in shown
        if not line.is_hidden:
            mean = sum((marks[pk] for pk in members), Decimal(0)) / len(members)
            line.mean = int(mean.quantize(Decimal(1), ROUND_HALF_UP))


def _is_told(line):
    """A region where nothing happens yet is not a line."""
    return line.group != "region" or line.labelled or line.engaged


def lines(found):
    """The rows of the CSV, hidden means left empty there too."""
    return [
        (one.group, one.label, one.labelled, one.homes, one.engaged, one.mean)
        for group in found.values()
        for one in group
    ]


def _whole(line):
    """The figures of France, as the top of the page says them."""
    mean = "masqué" if line.is_hidden else "aucun" if line.mean is None else f"{line.mean}\u00a0%"
    return [
        {"label": "organismes labellisés", "value": words.number(line.labelled)},
        {"label": "logements gérés par eux", "value": words.number(line.homes)},
        {"label": "organismes engagés", "value": words.number(line.engaged)},
        {"label": "score moyen", "value": mean},
    ]


def page():
    found = tables()
    return {
        "whole": _whole(*found[WHOLE]),
        "groups": [
            {"code": name, "head": HEADS[name], "lines": found[name], "has_means": name in SCORED}
            for name in HEADS
        ],
        "least": small_cells.LEAST,
        "meanings": MEANINGS,
        "licence": opendata.LICENCE,
    }
