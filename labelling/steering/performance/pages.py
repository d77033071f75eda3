"""Context of the pages of performance: the elements with their figures, scores, criteria, auditors."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from labelling.parties.accreditation.models import Auditor
from labelling.steering.figures.rules import may_read
from labelling.steering.performance import drawing, sentences
from labelling.steering.performance.dispersion import (
    LEAST,
    LEAST_AUDITORS,
    LEAST_AUDITS,
    LEAST_RATINGS,
)
from labelling.steering.performance.elements import elements, thresholds
from labelling.steering.performance.models import PerformanceReading
from labelling.steering.performance.rules import whole
from labelling.steering.yearly_report.content.sentences import amount
from portal.figures import figure
from portal.search.french import sort_key

Part = PerformanceReading.Part
ABSENT, HIDDEN = "–", "masqué"
WAYS = {  # words, tone and icon of the badge of a figure
    sentences.GETS_BETTER: ("en progrès", "ok", "tick"),
    sentences.GETS_WORSE: ("en recul", "warn", "triangle"),
    sentences.STAYS: ("stable", "quiet", "minus"),
}


def readings(user, *parts):
    """{part: PerformanceReading} of the last reading, one query; {} before the first."""
    rows = PerformanceReading.objects.visible_to(user).filter(part__in=parts)
    return {one.part: one for one in rows}


def performance(user):
    """Whole for the office; the sums alone for the others, without a link to what they may not read."""
    if not whole(user, None):
        return _shared(user)
    found = readings(user, Part.FIGURES, Part.SCORES)
    if len(found) < 2:
        return {"is_read": False}
    scored = found[Part.SCORES].content
    told = _reading_context(user, found[Part.FIGURES])
    return told | _scores(scored, told["last"]) | {"is_whole": True}


def _shared(user):
    found = counted(user)
    if found is None:
        return {"is_read": False}
    never, always = found.content["criteria"].values()
    themes = [(name, format_value(value, "%")) for name, value in found.content["themes"]]
    return _reading_context(user, found) | {
        "themes": themes,
        "never": never,
        "always": always,
        "least": LEAST,
    }


def counted(user):
    """The reading of the figures that this person sees, or None before the first."""
    part = Part.FIGURES if whole(user, None) else Part.SHARED
    return readings(user, part).get(part)


def _reading_context(user, reading):
    content = reading.content
    some = next(iter(content["figures"].values()))
    return {
        "is_read": True,
        "taken_on": reading.taken_on,
        "last": content["last"],
        "elements": [_element(user, one, content) for one in elements()],
        "thresholds": thresholds(reading.taken_on),
        "years": [year for year, *_ in some],
    }


def _element(user, element, content):
    figures, last = content["figures"], content["last"]
    lines = [_line(user, judge, content) for judge in element.judges if judge.code in figures]
    told = [(line["figure"].name, line["way"]) for line in lines]
    return {
        "element": element,
        "lines": lines,
        "rows": [line["row"] for line in lines],
        "sentence": sentences.of_element(told, last),
    }


def _line(user, judge, content):
    """What a year leaves out is compared with nothing."""
    one, years, last = figure(judge.code), content["figures"][judge.code], content["last"]
    hidden = content.get("hidden", {}).get(judge.code, ())
    way = content.get("ways", {}).get(judge.code, "")
    none = sentences.counted_since(one.since()) if one.since else ""
    told = sentences.trend(one.name, one.unit, years, none)
    trend = None if hidden else drawing.trend(years, told)
    may_open = may_read(user, one)
    return {
        "figure": one,
        "url": figure_url(one, last) if may_open else "",
        "cases_url": figure_url(one, last, name="figure_cases"),
        "cases": years[-1][2],
        "said": HIDDEN if last in hidden else format_value(years[-1][1], one.unit),
        "way": way,
        "badge": WAYS.get(way),
        "trend": trend,
        "change": ABSENT if hidden else sentences.change(one.unit, years, none),
        "row": (one.name, *(_cell(one, hidden, *year) for year in years)),
    }


def _cell(one, hidden, year, value, _cases):
    return HIDDEN if year in hidden else format_value(value, one.unit)


def figure_url(one, last, *, name="figure_detail"):
    """Where the dictionary tells that very number: a stock on the last day, a flow over the year."""
    days = {"au": f"{last}-12-31"} | ({} if one.is_stock else {"du": f"{last}-01-01"})
    is_listed = name == "figure_cases" and one.listed_at
    path = reverse(one.listed_at) if is_listed else reverse(f"labelling:{name}", args=[one.code])
    return f"{path}?{urlencode(days)}"


def format_value(value, unit):
    return ABSENT if value is None else amount(value, unit)


def _scores(scored, last):
    years = scored["years"]
    before, after, gain = (
        scored["around"][f"audits.score_{side}"] for side in ("before", "after", "gain")
    )
    never, always = scored["criteria"].values()
    themes = [_theme(name, cells, years) for name, cells in scored["themes"]]
    return {
        "years": years,
        "themes": themes,
        "theme_rows": [one["row"] for one in themes],
        "themes_url": figure_url(figure("audits.theme_score"), last),
        "around": sentences.around(before, after, gain),
        "around_rows": [
            {"label": "Avant le premier label", "a": before[0]},
            {"label": "Depuis le premier label", "a": after[0]},
        ],
        "around_url": figure_url(figure("audits.score_gain"), last),
        "has_around": bool(before[1]),
        "never": never,
        "always": always,
        "back": sentences.back(scored["back"], last),
        "back_rows": scored["back"]["criteria"],
        "back_url": figure_url(figure("audits.findings_back"), last),
        "least": LEAST,
    }


def _theme(name, cells, years):
    """A row of the table: its score each year, and how many audits it comes from."""
    told = [(year, *cell) for year, cell in zip(years, cells, strict=True)]
    return {
        "name": name,
        "said": format_value(cells[-1][0], "%"),
        "cases": cells[-1][1],
        "trend": drawing.trend(told, sentences.trend(name, "%", told)),
        "change": sentences.change("%", told),
        "row": (name, *(format_value(value, "%") for value, _ in cells)),
    }


def auditors(user):
    """The ratings of auditors, for the office: by criterion, then each auditor beside the others."""
    found = readings(user, Part.AUDITORS).get(Part.AUDITORS)
    if found is None:
        return {"is_read": False}
    return {
        "is_read": True,
        "taken_on": found.taken_on,
        "criteria": criterion_rows(found),
        "auditors": auditor_rows(user, found),
        "least": {
            "ratings": LEAST,
            "auditors": LEAST_AUDITORS,
            "audits": LEAST_AUDITS,
            "own": LEAST_RATINGS,
        },
    }


def criterion_rows(found):
    """The most dispersed first."""
    names = ("criterion", "ratings", "auditors", "median", "spread")
    rows = [dict(zip(names, one, strict=True)) for one in found.content["criteria"]]
    return sorted(rows, key=lambda one: (-one["spread"], one["criterion"]))


def auditor_rows(user, found):
    """The furthest from the others first."""
    rows = found.content["auditors"]
    people = (
        Auditor.objects.visible_to(user).select_related("user").in_bulk([one[0] for one in rows])
    )
    told = [
        {
            "auditor": people[key],
            "audits": audits,
            "ratings": many,
            "gap": gap,
            "said": sentences.gap_of_auditor(gap),
        }
        for key, audits, many, gap in rows
        if key in people
    ]
    return sorted(told, key=lambda one: (-abs(one["gap"]), sort_key(str(one["auditor"]))))


def reading_page(user):
    """{"is_read", "is_whole", "drawn"}."""
    is_whole = bool(whole(user, None))
    parts = (Part.FIGURES, Part.SCORES) if is_whole else (Part.SHARED,)
    rows = PerformanceReading.objects.visible_to(user).filter(part__in=parts).order_by("part")
    if rows.count() < len(parts):
        return {"is_read": False, "is_whole": is_whole}
    context = performance(user) | {"is_whole": is_whole}
    drawn = render_to_string("labelling/performance/reading.html", context)
    return {"is_read": True, "is_whole": is_whole, "drawn": drawn}
