"""Counting of the performance of the label: each figure of the elements over ten whole years, and scores by theme.

Everything is asked of the dictionary of figures: what is read here is what its own pages tell.
"""

from collections import Counter, defaultdict
from datetime import date

from labelling.parties.framework.models import Criterion
from labelling.path.audits.models import AuditFinding
from labelling.steering.figures.families import ratings
from labelling.steering.figures.reading import YEARS, by_year
from labelling.steering.performance.elements import elements, thresholds
from labelling.steering.performance.sentences import direction
from portal.core.read_once import reading_once
from portal.figures import Measure, Period, figure, measured, rounded

THEMES, BACK = "audits.theme_score", "audits.findings_back"
AROUND = ("audits.score_before", "audits.score_after", "audits.score_gain")
CRITERIA = ("audits.criteria_never_failed", "audits.criteria_always_failed")
MOST = 10  # criteria whose findings come back, the most frequent first


def read(last):
    """{code: [(year, value, its cases)]} of the figures of the elements, up to the year `last`."""
    codes = {judge.code for element in elements() for judge in element.judges}
    with reading_once():
        return {code: by_year(figure(code), last) for code in sorted(codes)}


def figures(found):
    """{code: [[year, value, how many cases]]} of what was read."""
    return {
        code: [[year, plain(value), len(cases)] for year, value, cases in years]
        for code, years in found.items()
    }


def ways(found, day):
    """{code: the way that a figure goes}, by the thresholds of that day; "" where nobody can say."""
    least, told = thresholds(day), figures(found)
    return {
        judge.code: direction(judge.better, figure(judge.code).unit, told[judge.code], least)
        for element in elements()
        for judge in element.judges
    }


def scores(last):
    """Scores by theme and year, around the label, criteria, findings that come back: on 31 December of `last`."""
    with reading_once():
        return {
            "years": list(range(last - YEARS + 1, last + 1)),
            "themes": _themes(last),
            "around": _around(last),
            "criteria": {code: criteria(code, last) for code in CRITERIA},
            "back": _back(last),
        }


def _themes(last):
    """[[code and title, [[value, cases] of each year]]], in the order of the framework."""
    cells = defaultdict(list)
    for year, _value, cases in by_year(figure(THEMES), last):
        for case in cases:
            cells[case.part, year].append(case)
    codes = sorted({code for code, _ in cells})
    titles = ratings.theme_titles(codes)
    years = range(last - YEARS + 1, last + 1)
    return [
        [titles.get(code, code), [_mean(cells.get((code, year), ())) for year in years]]
        for code in codes
    ]


def _mean(cases):
    return [plain(measured(Measure.MEAN, cases)), len(cases)]


def _around(last):
    """{figure: [value, how many organisms]}."""
    period = Period.at(date(last, 12, 31))
    found = {}
    for code in AROUND:
        cases = figure(code).cases(period)
        found[code] = [plain(figure(code).number(cases, period)), len(cases)]
    return found


def criteria(code, last):
    """[« T05.2 … »], in the order of the framework."""
    cases = figure(code).cases(Period.at(date(last, 12, 31)))
    rows = Criterion.objects.filter(pk__in={one.thing for one in cases}).order_by("code", "pk")
    return [str(one) for one in rows]


def _back(last):
    """{"cases", "organisms", "criteria": [[« T05.2 … », how many findings]]} of the year."""
    cases = figure(BACK).cases(Period.of_year(last))
    rows = AuditFinding.objects.filter(pk__in={one.thing for one in cases}).order_by()
    by_code = defaultdict(Counter)
    for code, title in rows.values_list("criterion__code", "criterion__title"):
        by_code[code][title] += 1
    told = [
        [f"{code} {titles.most_common(1)[0][0]}", titles.total()]
        for code, titles in by_code.items()
    ]
    told.sort(key=lambda one: (-one[1], one[0]))
    return {
        "cases": len(cases),
        "organisms": len({one.organism for one in cases}),
        "criteria": told[:MOST],
    }


def plain(value):
    """As every page of the dictionary rounds it."""
    return None if value is None else float(rounded(value))
