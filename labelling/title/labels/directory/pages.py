"""Context of the directory page: rows, chips, map and table of areas."""

import re

from django.db.models import Max
from django.urls import reverse

from labelling import territories
from labelling.title.labels.directory import home_ranges, listing, matching, opendata, sentences
from labelling.title.labels.models import Label
from portal.ui import structured_data, words
from portal.ui.tile_map import PLACES

IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
AREAS = {"region": "Région", "departement": "Département"}


def address(**query):
    return reverse("labelling:directory", query={k: v for k, v in query.items() if v})


def level_of(form):
    """The map that is drawn."""
    return "departement" if form.display_options.get("carte") else "region"


def counts(form):
    """What the map tells: every filter counts in it, but that of an area."""
    others = {n: v for n, v in form.filters.items() if n not in AREAS}
    if others.pop("q", ""):
        return matching.counts(level_of(form), form.named, **others)
    return listing.counts(level_of(form), **others)


def rows(form):
    """Those of the table, for a paginator."""
    asked = form.filters | {"tri": form.display_options.get("tri", "nom")}
    if asked.pop("q", ""):
        return matching.Rows(form.named, **asked)
    return listing.slim(listing.rows(**asked))


def total(form, told):
    """How many rows the table has, when the map says it already; else None, and the rows are counted."""
    chosen = {n: v for n, v in form.filters.items() if n in AREAS}
    if not chosen:
        return sum(many for many, _ in told.values())
    return told.get(chosen[level_of(form)], (0, 0))[0] if [*chosen] == [level_of(form)] else None


def content(page, form, told):
    """Everything but the form and the page of rows."""
    filters = form.filters
    is_engaged = filters.get("statut") == listing.ENGAGED
    return {
        "entries": listing.entries(page),
        "asked_place": sentences.answer_search(filters, page.paginator.count)
        if "q" in filters
        else None,
        "is_engaged": is_engaged,
        "noun": ("organisme engagé", "organismes engagés")
        if is_engaged
        else ("organisme labellisé", "organismes labellisés"),
        "chips": _chips(form),
        "has_more": any(name in filters for name in form.MORE),
        "files": {
            name: reverse(f"labelling:directory_{name}", query=filters)
            for name in ("csv", "json", "geojson")
        },
    } | _map(form, told)


def _chips(form):
    """One a filter in use: its words, and the address without it."""
    return [
        {
            "label": form.chip_text(name),
            "url": address(**{n: v for n, v in form.given.items() if n != name}),
        }
        for name in form.filters
    ]


def _map(form, told):
    """The areas that a map and its table tell, with what they lead to and the one that is chosen."""
    level = level_of(form)
    others = {n: v for n, v in form.filters.items() if n not in AREAS}
    options = {n: v for n, v in form.display_options.items() if n != "ordre"}
    areas = map_rows(level, told, current=form.filters.get(level), options=options, **others)
    return {
        "areas": areas,
        "sorted_areas": _sorted(
            [area for area in areas if area["count"] or level == "region"],
            form.display_options.get("ordre", "nom"),
        ),
        "level": level,
        "area_head": AREAS[level],
        "has_map": any(area["count"] for area in areas),
        "outline": territories.outline_map() if level == "departement" else None,
        "views": _views(form, level),
        "territory_credit": territories.CREDIT,
    }


def map_rows(level, told, current=None, options=None, **filters):
    """The rows of a map; each leads to its own part of the directory, the other filters kept."""
    others = address(**filters, **(options or {}))
    start = f"{others}{'&' if '?' in others else '?'}{level}="
    return [
        {
            "code": area.code,
            "mark": _letters(area.code) if level == "region" else area.code,
            "label": area.label,
            "count": area.count,
            "homes": area.homes,
            "homes_told": _unbroken(home_ranges.homes_range(area.homes, area.count)),
            "url": f"{start}{area.code}",
            "is_current": area.code == current,
        }
        for area in listing.areas(level, told)
    ]


def _unbroken(said):
    """No number is cut at the end of a line of a narrow column."""
    return IN_A_NUMBER.sub(words.NBSP, said)


def _letters(code):
    """What the tile of a region says; a collectivity far away has none."""
    return PLACES.get(code, (code,))[0]


def _views(form, level):
    """The two maps, as tabs."""
    kept = {n: v for n, v in form.given.items() if n not in ("carte", "ordre")}
    pairs = (("region", "Par région", ""), ("departement", "Par département", "departements"))
    return [
        {
            "label": label,
            "url": f"{address(**kept, carte=carte)}#carte",
            "is_current": one == level,
        }
        for one, label, carte in pairs
    ]


def _sorted(areas, order):
    """By name, by number of organisms or of homes; equal ones stay by name."""
    named = sorted(areas, key=lambda area: territories.fold_name(area["label"]))
    key, back = order.removeprefix("-"), order.startswith("-")
    if key == "nom":
        return named[::-1] if back else named
    field = {"nombre": "count", "logements": "homes"}[key]
    return sorted(named, key=lambda area: -area[field] if back else area[field])


def _structured(files):
    return structured_data.describe_thing(
        "Dataset",
        reverse("labelling:directory_data"),
        name="Annuaire des organismes labellisés Quali’Hlm",
        description="Les organismes Hlm dont le label Quali’Hlm est en vigueur, et où ils ont des logements.",
        license="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        creator=structured_data.PUBLISHER,
        version=opendata.VERSION,
        distribution=[
            {"@type": "DataDownload", "name": label, "contentUrl": structured_data.absolute(url)}
            for label, url in files
        ],
    )


def dictionary():
    """The page of the open data: columns, files, licence, versions, and the last act on a label."""
    told = _dictionary()
    return told | {"structured": _structured(told["files"])}


def _dictionary():
    return {
        "columns": opendata.COLUMNS,
        "changes": opendata.CHANGES,
        "version": opendata.VERSION,
        "licence": opendata.LICENCE,
        "changed_at": Label.objects.aggregate(at=Max("since_at"))["at"],
        "files": [
            ("L’annuaire, en CSV", reverse("labelling:directory_csv")),
            ("L’annuaire, en JSON", reverse("labelling:directory_json")),
            ("L’annuaire sur une carte, en GeoJSON", reverse("labelling:directory_geojson")),
            (
                "Les chiffres par famille, région et taille, en CSV",
                reverse("labelling:directory_figures_csv"),
            ),
            (
                "Le schéma des colonnes (Table Schema), en JSON",
                reverse("labelling:directory_schema"),
            ),
        ],
    }
