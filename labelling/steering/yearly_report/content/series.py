"""Series of a public figure over ten years: the years that a published report has frozen are told as it told them."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from labelling.steering.figures.reading import Reading
from labelling.steering.yearly_report.content.reading import plain
from labelling.steering.yearly_report.models import ReportFigure
from labelling.steering.yearly_report.public import by_year
from portal.core import clock
from portal.core.read_once import reading_once
from portal.figures import figure

# Its address, the figure: stocks that everybody reads, of which no cell is hidden.
SERIES = {
    "labellises": "stock.listed",
    "engages": "stock.engaged_named",
    "logements": "stock.homes_listed",
}


@dataclass(frozen=True)
class Point:
    """`report` names the published report that froze the value, "" where it is counted today."""

    year: str
    value: float | None
    report: str = ""


@dataclass(frozen=True)
class Series:
    """The last point is of today, the others of the last day of their year."""

    name: str
    title: str
    unit: str
    definition: str
    formula: str
    source: str
    day: date
    points: tuple


def titles():
    """[(address, title)] of the public series."""
    return [(name, figure(code).name) for name, code in SERIES.items()]


def series(name):
    """The Series of this address, or None."""
    if name not in SERIES:
        return None
    told = figure(SERIES[name])
    with reading_once():
        years = Reading(AnonymousUser(), told, {}).years
    frozen = _frozen(told.code)
    points = tuple(Point(year, *frozen.get(year, (value, ""))) for year, value in years)
    return Series(
        name,
        told.name,
        told.unit,
        told.definition,
        told.formula,
        told.source,
        clock.today(),
        points,
    )


def _frozen(code):
    """{year: (value, report)} of the version in force of each published report that tells this figure."""
    reports = {versions[0].pk: versions[0] for versions in by_year()}
    rows = ReportFigure.objects.filter(
        report__in=reports, code=code, group=ReportFigure.Group.WHOLE, is_hidden=False
    )
    return {
        str(reports[row.report_id].year): (plain(row.value), str(reports[row.report_id]))
        for row in rows.order_by()
    }
