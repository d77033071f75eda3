"""Public figures of the label, by family, region and size: counts for all, homes and mean scores under BR-98."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, Count, Sum, Value, When

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.title.labels import register
from labelling.title.labels.directory import home_ranges, listing, opendata, scores
from portal.figures import tables as small_cells
from portal.ui import words

WHOLE = "ensemble"
HEADS = {"famille": "Famille", "region": "Région", "taille": "Logements par organisme"}
SCORED = (
    "famille",
    "region",
)  # nothing summed by size: each table more would hide cells of the others
COLUMNS = (
    *("decoupage", "valeur", "labellises", "logements", "engages", "score_moyen"),
    "tranche_de_logements",
)
MEANINGS = (
    ("decoupage", "famille, region, taille, ou ensemble"),
    ("valeur", "la famille, la région ou la tranche de taille"),
    ("labellises", "nombre d’organismes dont le label est en vigueur aujourd’hui"),
    (
        "logements",
        "logements gérés par ces organismes ; vide s’il dirait ceux d’un ou deux d’entre eux",
    ),
    ("engages", "organismes engagés sans label, qui acceptent de paraître"),
    (
        "score_moyen",
        "score moyen au dernier audit complet, en %, arrondi à l’unité ; vide s’il est masqué",
    ),
    ("tranche_de_logements", "tranche du même nombre, toujours dite"),
)


@dataclass
class Line:
    """A cell of each figure; `mean` is None where it is hidden, or where there is nothing to tell.

    `homes` is None where it is hidden: `homes_band` is told of every cell.
    """

    group: str
    label: str
    labelled: int = 0
    homes: int | None = 0
    homes_band: str = home_ranges.NONE
    engaged: int = 0
    mean: int | None = None
    is_hidden: bool = False


def tables():
    """{« famille »: [Line], …, « ensemble »: [Line]}: two queries, and one for new audits.

    The database counts; only who has been audited is read one by one: BR-98 asks who is in a cell.
    """
    lines = {WHOLE: [Line(WHOLE, "Ensemble")]} | {name: _empty(name) for name in HEADS}
    index = {(line.group, line.label): line for group in lines.values() for line in group}
    members = defaultdict(set)
    for is_held, *group, many, own in _groups():
        for key in _keys(*group):
            if is_held:
                index[key].labelled += many
                index[key].homes += own
                members[key] |= {(*group, n) for n in range(many)}
            else:
                index[key].engaged += many
    _tell_homes(index, members)
    _tell_means(index, *_scored())
    return {name: [line for line in group if _is_told(line)] for name, group in lines.items()}


def _groups():
    """[(holds the label, family, region, size, organisms, homes)]: one query, a row each group."""
    sizes = [
        When(homes__lt=below, then=Value(label))
        if below
        else When(homes__gte=low, then=Value(label))
        for label, low, below in listing.SIZES.values()
    ]
    held = Organism.objects.filter(pk__in=register.directory_labels().values("organism"))
    counted = [
        rows.order_by()
        .annotate(is_held=Value(is_held), size=Case(*sizes))
        .values_list("is_held", "family", "region", "size")
        .annotate(Count("pk"), Sum("homes"))
        for is_held, rows in ((1, held), (0, register.engaged()))
    ]
    return counted[0].union(counted[1], all=True).order_by()


def _scored():
    """({line: its organisms}, {organism: score}) of those whose last whole audit is known."""
    cells, marks = {}, {}
    for pk, family, region, score in scores.latest(register.directory_labels().values("organism")):
        marks[pk] = score
        for key in _keys(family, region):
            cells.setdefault(key, set()).add(pk)
    return cells, marks


def _empty(name):
    labels = {
        "famille": Organism.Family.labels,
        "region": sorted((r.name for r in territories.regions()), key=territories.fold_name),
        "taille": [said[0] for said in listing.SIZES.values()],
    }[name]
    return [Line(name, label) for label in labels]


def _keys(family, region, size=None):
    """The lines that an organism counts in; no mean is told by size."""
    sizes = [("taille", size)] if size else []
    return [
        (WHOLE, "Ensemble"),
        ("famille", Organism.Family(family).label),
        ("region", _names_of_regions()[region]),
        *sizes,
    ]


def _names_of_regions():
    return {one.code: one.name for one in territories.regions()}


def _tell_homes(index, cells):
    """BR-98: sums of three organisms at least, that no subtraction brings under three; a range elsewhere."""
    summed = {key: members for key, members in cells.items() if key[0] in (*SCORED, WHOLE)}
    shown = small_cells.publishable_cells(summed)
    for key in cells:
        line = index[key]
        line.homes_band = home_ranges.homes_range(line.homes, line.labelled)
        if key not in shown:
            line.homes = None


def _tell_means(index, cells, marks):
    """BR-98: means of three organisms at least, that no subtraction brings under three."""
    shown = small_cells.publishable_cells(cells)
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
        (one.group, one.label, one.labelled, one.homes, one.engaged, one.mean, one.homes_band)
        for group in found.values()
        for one in group
    ]


def _homes(line):
    return line.homes_band if line.homes is None else words.number(line.homes)


def _whole(line):
    """The figures of France, as the top of the page says them."""
    mean = "masqué" if line.is_hidden else "aucun" if line.mean is None else f"{line.mean}\u00a0%"
    return [
        {"label": "organismes labellisés", "value": words.number(line.labelled)},
        {"label": "logements gérés par eux", "value": _homes(line)},
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
