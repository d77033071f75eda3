"""Years of a figure: its value and its cases of each of ten years, a stock on its last day, a flow over it."""

from collections import defaultdict
from datetime import date

from portal.core import clock
from portal.figures import Period

YEARS = 10


def by_year(figure, last, asked=list):
    """[(year, value, cases)] of the ten years up to `last`; `asked(cases)` gives those that are asked for."""
    years = range(last - YEARS + 1, last + 1)
    together = figure.is_additive and not figure.is_stock
    return list((_together if together else _each)(figure, years, asked))


def _each(figure, years, asked):
    for year in years:
        end = min(date(year, 12, 31), clock.today())
        period = Period.at(end) if figure.is_stock else Period(date(year, 1, 1), end)
        cases = asked(figure.cases(period))
        yield year, figure.number(cases, period), cases


def _together(figure, years, asked):
    """One reading of all the years: a case counts in that of its day."""
    whole = Period(date(years[0], 1, 1), min(date(years[-1], 12, 31), clock.today()))
    cells = defaultdict(list)
    for one in asked(figure.cases(whole)):
        cells[one.day.year].append(one)
    for year in years:
        yield year, figure.number(cells[year], Period.of_year(year)), cells[year]
