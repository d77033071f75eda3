"""Views of the dictionary of figures: the families, one figure, the cases behind it."""

from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from labelling.steering.figures import listing
from labelling.steering.figures.dictionary import FAMILIES
from labelling.steering.figures.exports import CASES, DICTIONARY
from labelling.steering.figures.reading import Reading
from labelling.steering.figures.rules import reader
from portal.core import clock
from portal.core.read_once import reading_once
from portal.exports.tables import exported
from portal.figures import Measure
from portal.ui import words
from portal.web.pages import only
from portal.web.pagination import Paginator

PAGE = 50
SHORTCUTS = 5  # years


@exported(DICTIONARY)
def figure_list(request):
    """One family at a time; the first, unless its address says another."""
    only(reader, request.user)
    families = listing.families(request.user)
    code = request.GET.get("famille")
    code = code if code in families else next(iter(families))
    readings = listing.told_now([Reading(request.user, one, {}) for one in families[code]])
    tabs = [
        {"label": FAMILIES[one], "url": f"?famille={one}", "is_current": one == code}
        for one in families
    ]
    context = {"tabs": tabs, "family": FAMILIES[code], "rows": [_row(one) for one in readings]}
    return render(request, "labelling/figures/list.html", context)


def _row(reading):
    since = None if reading.figure.is_stock else reading.period.start
    return {
        "figure": reading.figure,
        "said": _format_reading(reading),
        "since": since,
        "url": address(reading),
    }


def _format_reading(reading):
    return "masqué" if reading.is_hidden else listing.format_value(reading.value, reading.figure)


def address(reading, *, cases=False, **changed):
    """Where a figure is read, or its cases, under the same filters."""
    asked = _asked(reading) | changed
    kept = {name: value for name, value in asked.items() if value}
    if cases and reading.figure.listed_at:
        days = {"du": reading.period.start, "au": reading.period.end}
        return f"{reverse(reading.figure.listed_at)}?{urlencode(days)}"
    name = "labelling:figure_cases" if cases else "labelling:figure_detail"
    path = reverse(name, args=[reading.figure.code])
    return f"{path}?{urlencode(kept)}" if kept else path


def _asked(reading):
    return {
        name: reading.query.get(name, "")
        for name in reading.form.fields
        if name not in reading.form.errors and not reading.is_sealed
    }


def figure_detail(request, code):
    reading = listing.reading(request.user, request.GET, code)
    if reading.is_refused:
        return _refusal(request, reading)
    with reading_once():
        context = _page(reading) | {
            "groups": reading.groups,
            "years": _years(reading),
            "cases_url": address(reading, cases=True),
            "shortcuts": _shortcuts(reading),
        }
        return render(request, "labelling/figures/detail.html", context)


def _refusal(request, reading):
    """What was typed, with why; nothing is counted."""
    told = {"number": [], "years": {}, "shortcuts": _shortcuts(reading)}
    return render(request, "labelling/figures/detail.html", _page(reading) | told, status=422)


def _page(reading):
    figure = reading.figure
    return {
        "figure": figure,
        "read_by": "tout le monde" if figure.is_public else figure.readers.label,
        "reading": reading,
        "form": reading.form,
        "family": FAMILIES[figure.family],
        "family_url": f"{reverse('labelling:figure_list')}?famille={figure.family}",
        "number": [_number(reading)],
        "since": figure.since() if figure.since else None,
        "is_narrowed": bool(reading.form.organisms),
    }


def _number(reading):
    """The number as the head of a page tells it, with its days."""
    figure, period = reading.figure, reading.period
    note = f"au {words.day(period.end)}"
    if not figure.is_stock:
        note = f"du {words.day(period.start)} {note}"
    label = "part" if figure.unit == "%" else figure.unit
    return {"value": _format_reading(reading), "label": label, "note": note}


def _years(reading):
    """The bars of ten years, and what the longest of them stands for."""
    rows = [{"label": year, "a": value} for year, value in reading.years]
    known = [float(value) for _, value in reading.years if value is not None]
    unit = reading.figure.unit
    return {
        "rows": rows if any(known) else [],
        "top": max(known, default=1) or 1,
        "unit": unit if unit == "%" else "",
        "none": listing.untold(reading.figure),
        "series": "Part" if unit == "%" else unit.capitalize(),
    }


def _shortcuts(reading):
    """[(year, address)]: its last day, or the whole of it."""
    this = clock.today().year
    for year in range(this - 1, this - 1 - SHORTCUTS, -1):
        days = {"au": date(year, 12, 31)}
        days |= {} if reading.figure.is_stock else {"du": date(year, 1, 1)}
        yield year, address(reading, **days)


@exported(CASES)
def figure_cases(request, code):
    rows = listing.cases(request.user, request.GET, code)
    reading = rows[0][0] if rows else listing.reading(request.user, request.GET, code)
    if reading.is_refused:
        return _refusal(request, reading)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = listing.lines(page.object_list)
    context = _page(reading) | {
        "page": page,
        "lines": lines,
        "has_organisms": any(line.organism for line in lines),
        "hidden": len(reading.cases) - len(rows),
        "has_amounts": reading.figure.measure != Measure.COUNT,
        "figure_url": address(reading),
    }
    return render(request, "labelling/figures/cases.html", context)
