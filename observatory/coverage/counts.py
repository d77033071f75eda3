"""Practices counted by theme and family, for France or a region, and the gaps in plain words."""

from collections import Counter

from django.db.models import Count

from labelling import public as labelling
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED, Kind, PracticeTerm
from portal.search.french import sort_key

PLURALS = {"OPH": "les OPH", "ESH": "les ESH", "COOP": "les Coop’Hlm", "PROCIVIS": "les Procivis"}


def matrix(region=""):
    """{families, rows, gaps}: five queries at most, whatever the number of practices.

    A family without organism labelled today, nor sheet, misses nothing: its cells are no gaps.
    """
    counts = _by_theme_and_family(region)
    awaited = _awaited(region) | {family for _, family in counts}
    rows = [_row(code, title, counts, awaited) for code, title in labelling.themes()]
    return {
        "families": labelling.families(),
        "rows": rows,
        "gaps": [one for row in rows if (one := gap(row))],
    }


def _published_terms(kind, region):
    rows = PracticeTerm.objects.filter(kind=kind, practice__state__in=PUBLISHED).order_by()
    return rows.filter(practice__organism__region=region) if region else rows


def _by_theme_and_family(region):
    rows = _published_terms(Kind.THEME, region)
    found = rows.values_list("code", "practice__organism__family").annotate(Count("pk"))
    return {(code, family): many for code, family, many in found}


def _awaited(region):
    return {row["family"] for row in labelling.labelled_rows() if region in ("", row["region"])}


def _row(code, title, counts, awaited):
    cells = [
        {
            "family": family,
            "name": name,
            "count": counts.get((code, family), 0),
            "is_gap": family in awaited and not counts.get((code, family)),
        }
        for family, name in labelling.families()
    ]
    total = sum(cell["count"] for cell in cells)
    return {"code": code, "title": title, "cells": cells, "total": total}


def gap(row):
    """« Aucune fiche sur « Accueil et information » pour les Coop’Hlm. », or ""."""
    missing = [cell["family"] for cell in row["cells"] if cell["is_gap"]]
    if not missing and row["total"]:
        return ""
    start = f"Aucune fiche sur «\u00a0{row['title']}\u00a0»"
    if not row["total"]:
        return f"{start}, quelle que soit la famille."
    names = [PLURALS.get(family, family) for family in missing]
    listed = ", ".join(names[:-1])
    return f"{start} pour {listed} et {names[-1]}." if listed else f"{start} pour {names[-1]}."


def untold_criteria(region=""):
    """[{code, title}] of the criteria in force without published practice."""
    told = set(_published_terms(Kind.CRITERION, region).values_list("code", flat=True).distinct())
    themes = labelling.criteria_by_theme()
    return [one for theme in themes for one in theme["criteria"] if one["code"] not in told]


def by_region():
    """[{code, label, sheets, tellers, labelled}] of regions with a label or a practice, fewest practices first."""
    rows = GoodPractice.objects.published().order_by().values_list("organism__region")
    found = rows.annotate(Count("pk"), Count("organism", distinct=True))
    sheets = {code: (many, tellers) for code, many, tellers in found}
    labelled = Counter(row["region"] for row in labelling.labelled_rows())
    told = [
        {
            "code": code,
            "label": name,
            "sheets": sheets.get(code, (0, 0))[0],
            "tellers": sheets.get(code, (0, 0))[1],
            "labelled": labelled[code],
        }
        for code, name in labelling.regions()
        if code in sheets or labelled[code]
    ]
    return sorted(told, key=lambda row: (row["sheets"], sort_key(row["label"])))
