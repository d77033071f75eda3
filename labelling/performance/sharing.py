"""Share of performance that the presidency and the readers of both bodies read: sums, none of which tells an organism.

BR-98. What they may read in the dictionary is told as it is there. Of the rest, a number of fewer organisms than its
figure asks for is left out. Of findings and scores, the last year alone is told, for another one may differ by one
organism; and nothing of those that are stocks, of which the dictionary tells the present day.
"""

from collections import defaultdict

from labelling.figures import ratings
from labelling.figures.rules import committee
from labelling.performance import counting
from portal.figures import Measure, Period, figure, measured


def shared(found, last, ways):
    """{"last", "figures", "hidden", "ways", "themes", "criteria"} of what `counting.read` found.

    `hidden`: {code: [years left out]}; the number of cases is told of none, nor the way of what leaves a year out.
    """
    figures, hidden = {}, {}
    for code, years in found.items():
        out = [year for year, _, cases in years if not _is_told(figure(code), year, cases, last)]
        figures[code] = [
            [year, None if year in out else counting.plain(value), None] for year, value, _ in years
        ]
        if out:
            hidden[code] = out
    return {
        "last": last,
        "figures": figures,
        "hidden": hidden,
        "ways": {code: way for code, way in ways.items() if code not in hidden},
        "themes": _themes(last),
        "criteria": {code: counting.criteria(code, last) for code in counting.CRITERIA},
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
    one, cells = figure(counting.THEMES), defaultdict(list)
    for case in one.cases(Period.of_year(last)):
        cells[case.part].append(case)
    titles = ratings.theme_titles(cells)
    return [
        [titles.get(code, code), counting.plain(measured(Measure.MEAN, cases))]
        for code, cases in sorted(cells.items())
        if len({case.organism for case in cases}) >= one.least
    ]
