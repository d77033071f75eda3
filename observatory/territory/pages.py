"""Page context of the map: practices counted by region or département, and those of the chosen one."""

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from labelling import public as labelling
from observatory.search.facets import FACETS
from observatory.territory.filters import chosen, published
from portal.search.french import sort_key

LEVELS = {"region": "Région", "departement": "Département"}
MOST = 50  # practices listed under the map


def address(asked, **more):
    query = {**asked, **{name: value for name, value in more.items() if value}}
    return (
        f"{reverse('observatory:map')}?{urlencode(query, doseq=True)}"
        if query
        else reverse("observatory:map")
    )


def content(query):
    """`query` is the query string; its region or département is the chosen one."""
    asked = chosen(query)
    level = "departement" if query.get("carte") == "departements" else "region"
    others = {name: values for name, values in asked.items() if name != "region"}
    here = _here(query, level)
    areas = _areas(level, others, here)
    return {
        "level": level,
        "head": LEVELS[level],
        "areas": areas,
        "told": sorted(
            (a for a in areas if a["count"]), key=lambda a: (-a["count"], sort_key(a["label"]))
        ),
        "total": sum(area["count"] for area in areas),
        "views": _views(others, level),
        "chips": _chips(others, level),
        "all_url": address({}),
        "found_url": _found_url(asked),
        "outline": labelling.outline_map() if level == "departement" else None,
        "credit": labelling.territory_credit(),
    } | _chosen(level, others, here)


def _here(query, level):
    code = query.get(level, "")
    return code if any(code == row[0] for row in _known(level)) else ""


def _known(level):
    return labelling.departements() if level == "departement" else labelling.regions()


def _areas(level, asked, here):
    field = f"organism__{level}"
    counts = dict(
        published(asked).order_by().values_list(field).annotate(Count("pk", distinct=True))
    )
    carte = "departements" if level == "departement" else ""
    return [
        {
            "code": row[0],
            "label": row[1],
            "count": counts.get(row[0], 0),
            "url": f"{address(asked, carte=carte, **{level: row[0]})}#pratiques",
            "is_current": row[0] == here,
        }
        for row in _known(level)
    ]


def _chosen(level, asked, here):
    if not here:
        return {"here": "", "rows": []}
    rows = published(asked).filter(**{f"organism__{level}": here})
    label = next(row[1] for row in _known(level) if row[0] == here)
    return {"here": label, "rows": rows.select_related("organism").order_by("title__french")[:MOST]}


def _views(asked, level):
    pairs = (("region", "Par région", ""), ("departement", "Par département", "departements"))
    return [
        {"label": label, "url": address(asked, carte=carte), "is_current": one == level}
        for one, label, carte in pairs
    ]


def _chips(asked, level):
    """One a chosen value, with the URL without it."""
    names = dict(labelling.families()) | (dict(labelling.themes()) if "theme" in asked else {})
    carte = "departements" if level == "departement" else ""
    return [
        {
            "label": names.get(value, FACETS[name].title if FACETS[name].is_yes else value),
            "url": address(
                {n: tuple(v for v in vs if (n, v) != (name, value)) for n, vs in asked.items()},
                carte=carte,
            ),
        }
        for name, values in asked.items()
        for value in values
    ]


def _found_url(asked):
    base = reverse("observatory:list")
    return f"{base}?{urlencode(asked, doseq=True)}" if asked else base
