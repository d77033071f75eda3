"""Taking of the reading of performance, each morning by the worker, in place of the one before it."""

from collections import defaultdict

from django.db import transaction

from labelling.steering.figures.families import ratings
from labelling.steering.figures.rules import committee
from labelling.steering.performance import counts, dispersion
from labelling.steering.performance.models import PerformanceReading
from portal.core import clock
from portal.figures import Measure, Period, figure, measured


def shared(found, last, ways):
    """{"last", "figures", "hidden", "ways", "themes", "criteria"} of what `counting.read` found.

    `hidden`: {code: [years left out]}; the number of cases is told of none, nor the way of what leaves a year out.
    """
    figures, hidden = {}, {}
    for code, years in found.items():
        out = [year for year, _, cases in years if not _is_told(figure(code), year, cases, last)]
        figures[code] = [
            [year, None if year in out else counts.plain(value), None] for year, value, _ in years
        ]
        if out:
            hidden[code] = out
    return {
        "last": last,
        "figures": figures,
        "hidden": hidden,
        "ways": {code: way for code, way in ways.items() if code not in hidden},
        "themes": _themes(last),
        "criteria": {code: counts.criteria(code, last) for code in counts.CRITERIA},
    }


def _is_told(one, year, cases, last):
    """What no case makes tells nobody, nor what no organism is behind (an event, a download)."""
    if one.readers is committee and not one.hides_small_cells:
        return True
    organisms = {case.organism for case in cases} - {None}
    if not organisms:
        return True
    if one.hides_small_cells and (one.is_stock or year != last):
        return False
    return len(organisms) >= one.least


def _themes(last):
    """[[code and title, mean score of the year]] of the themes that enough organisms were audited on."""
    one, cells = figure(counts.THEMES), defaultdict(list)
    for case in one.cases(Period.of_year(last)):
        cells[case.part].append(case)
    titles = ratings.theme_titles(cells)
    return [
        [titles.get(code, code), counts.plain(measured(Measure.MEAN, cases))]
        for code, cases in sorted(cells.items())
        if len({case.organism for case in cases}) >= one.least
    ]


Part = PerformanceReading.Part


def take():
    """The years are whole ones: the last is the one before today’s."""
    today = clock.today()
    last = today.year - 1
    found = counts.read(last)
    ways = counts.ways(found, today)
    told = {
        Part.FIGURES: {"last": last, "figures": counts.figures(found), "ways": ways},
        Part.SCORES: counts.scores(last),
        Part.AUDITORS: dispersion.count(today),
        Part.SHARED: shared(found, last, ways),
    }
    with transaction.atomic():
        for part, content in told.items():
            facts = {"content": content, "taken_at": clock.now(), "taken_on": today}
            PerformanceReading.objects.update_or_create(part=part, defaults=facts)
