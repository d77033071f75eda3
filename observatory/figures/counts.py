"""Counts of published practices: by theme, family and region, and by kind.

A published practice is a public document: its counts are not masked, nor are those of labels (BR-98). What comes
from an audit is counted for the whole and by theme only: by family or region, findings of fewer than three
organisms could be deduced.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Sum

from labelling import public as labelling
from observatory.practices.models import GoodPractice, PracticeIndicator
from observatory.practices.terms import PUBLISHED, Kind, Origin, PracticeTerm
from portal.core.read_once import read_once


@dataclass(frozen=True)
class Line:
    """One row of a table; `verified` is None where it is not shown."""

    code: str
    label: str
    sheets: int = 0
    organisms: int = 0
    with_tenants: int = 0
    with_figures: int = 0
    reused: int = 0
    reuses: int = 0
    verified: int | None = None
    invented: int = 0


def _measures(prefix="", *, verified=False):
    """Aggregates over published practices, through the relation `prefix`."""
    measured = PracticeIndicator.objects.filter(practice=OuterRef(f"{prefix}pk"))
    counts = {
        "sheets": Count("pk"),
        "organisms": Count(f"{prefix}organism", distinct=True),
        "with_tenants": Count("pk", filter=Q(**{f"{prefix}with_tenants": True})),
        "with_figures": Count("pk", filter=Exists(measured)),
        "reused": Count("pk", filter=Q(**{f"{prefix}reuse_count__gt": 0})),
        "reuses": Sum(f"{prefix}reuse_count", default=0),
    }
    if verified:
        noted = Q(**{f"{prefix}origin": Origin.AUDIT_STRENGTH})
        lost = Q(**{f"{prefix}organism__in": labelling.taken_back_keys()})
        counts["verified"] = Count("pk", filter=noted & ~lost)
    return counts


@read_once
def whole():
    """The row of all published practices."""
    rows = GoodPractice.objects.published().order_by()
    invented = Count("pk", filter=Q(is_demo=True))
    return Line("", "Ensemble", **rows.aggregate(invented=invented, **_measures(verified=True)))


@read_once
def by_theme():
    """[Line] of every theme in force, in order; a practice with two themes is in both."""
    rows = PracticeTerm.objects.filter(kind=Kind.THEME, practice__state__in=PUBLISHED).order_by()
    found = _grouped(rows, "code", _measures("practice__", verified=True))
    return [_line(found, code, title, verified=0) for code, title in labelling.themes()]


@read_once
def by_family():
    rows = GoodPractice.objects.published().order_by()
    found = _grouped(rows, "organism__family", _measures())
    return [_line(found, code, name) for code, name in labelling.families()]


@read_once
def by_region():
    """Regions with a published practice."""
    rows = GoodPractice.objects.published().order_by()
    found = _grouped(rows, "organism__region", _measures())
    return [_line(found, code, name) for code, name in labelling.regions() if code in found]


def is_invented():
    """Whether any practice was made for the demonstration."""
    return whole().invented > 0


def _grouped(rows, field, measures):
    return {row.pop(field): row for row in rows.values(field).annotate(**measures)}


def _line(found, code, label, **unless):
    return Line(code, label, **found.get(code, unless))


def share(part, total):
    """« 43 % », rounded to the unit; 0 when there is none."""
    return round(100 * part / total) if total else 0
