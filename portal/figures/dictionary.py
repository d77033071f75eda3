"""Figures known to the portal: name, definition, formula, unit, source, version, readers, cases."""

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import fmean, median

from django.db.models import TextChoices

from portal.access import Rule
from portal.figures.tables import LEAST

PERCENT = 100


@dataclass(frozen=True)
class Period:
    """From a day to a day, both in it; a stock is counted on its last day, its evening."""

    start: datetime.date
    end: datetime.date

    @classmethod
    def of_year(cls, year):
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def at(cls, day):
        return cls(day, day)


@dataclass(frozen=True)
class Case:
    """One thing that a figure counts.

    `thing` is the key of a row of the figure's model, `organism` that of the organism it concerns
    (None: none, or several), `day` when it counted. `amount` is what the measure reads: 1 for a
    count, homes for a sum, days for a median, 0 or 1 (« yes ») for a share. `part` tells apart the
    cases of one thing: the theme of an audit.
    """

    thing: int
    organism: int | None = None
    day: datetime.date | None = None
    amount: float = 1
    part: str = ""


class Measure(TextChoices):
    """How the amounts of the cases make one number."""

    COUNT = "count", "nombre"
    SUM = "sum", "somme"
    SHARE = "share", "part"
    MEAN = "mean", "moyenne"
    MEDIAN = "median", "médiane"
    P90 = "p90", "90e centile"


def measured(measure, cases):
    """The number of the cases, or None where nothing can be told (a mean of nothing)."""
    return measured_amounts(measure, [case.amount for case in cases])


def measured_amounts(measure, amounts):
    """The number that amounts make, of cases that nobody lists one by one.

    A share is in percent. P90 is the nearest rank: the least amount that nine cases in ten do not
    exceed, so that it is always one of theirs.
    """
    amounts = sorted(amounts)
    if measure == Measure.COUNT:
        return len(amounts)
    if measure == Measure.SUM:
        return sum(amounts)
    if not amounts:
        return None
    return {
        Measure.SHARE: lambda: PERCENT * fmean(amounts),
        Measure.MEAN: lambda: fmean(amounts),
        Measure.MEDIAN: lambda: median(amounts),
        Measure.P90: lambda: amounts[math.ceil(0.9 * len(amounts)) - 1],
    }[measure]()


def share(number, whole):
    """`number` in percent of `whole`; None where there is no whole."""
    return PERCENT * number / whole if whole else None


def rounded(number):
    """As it is shown, exported and published: whole, or with one decimal, half up."""
    if number is None or number == int(number):
        return None if number is None else int(number)
    found = Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return int(found) if found == int(found) else found


_figures = {}


def address_of(thing):
    return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""


def visible_rows(user, rows):
    return rows.visible_to(user)


@dataclass(frozen=True)
class Axis:
    """One more way to tell a figure: `labels(things)` gives {thing: label of its group}, in one query.

    `of_part`: the groups are those of the parts of the cases, {part: label}.
    """

    code: str
    title: str  # « Par thème »
    labels: Callable
    readers: Rule | None = None  # fewer people than read the figure
    of_part: bool = False

    def key(self, case):
        return case.part if self.of_part else case.thing


@dataclass(frozen=True)
class Figure:
    """A figure of the label, defined once: pages, yearly report, exports, API and blocks read this one.

    `cases(period)` returns its [Case], in one query wherever it can: the number is what they make,
    so that it never differs from the list behind it. `version` rises when the definition or the way
    of counting changes: a published number keeps the one that it was counted with (BR-97).
    """

    code: str  # « stock.labelled »: its family, a dot, its name
    name: str
    definition: str
    formula: str
    unit: str  # « organismes », « jours », « % »
    source: str  # what is read, in the reader's words
    cases: Callable
    model: str  # label of the model of the cases, « labelling.label »
    readers: Rule  # who may read the number
    measure: Measure = Measure.COUNT
    out_of: Callable | None = None  # (period): what a count or a sum is told in percent of
    version: int = 1
    related: tuple = ()  # what the words of a case read of other rows (select_related)
    is_stock: bool = False  # counted on the last day of the period, not over it
    is_additive: bool = (
        True  # the cases of ten years are those of each; else a thing counts once a period
    )
    is_public: bool = False  # told to everybody, small cells apart
    hides_small_cells: bool = False  # findings and scores (BR-98)
    hides_small_sums: bool = False  # homes: the same of its cells; its whole is told each year
    least: int = LEAST  # organisms of a cell that may be told, where small ones are hidden
    axes: tuple = ()  # of Axis: what else it is told by
    # (): the first day that was counted, or None; no time before it is told.
    since: Callable | None = None
    # Name of the URL of a list that tells the cases from « du » to « au », better than a line each.
    listed_at: str = ""
    tell: Callable = str  # the words of a case
    page: Callable = address_of  # where it leads, "" where nowhere
    seen: Callable = visible_rows  # (user, rows): the cases that somebody sees

    @property
    def family(self):
        return self.code.partition(".")[0]

    def value(self, period: Period):
        return self.number(self.cases(period), period)

    def number(self, cases, period):
        """What these cases, all or some, make of the figure: a number, or None."""
        if not self.is_counted(period):
            return None
        found = measured(self.measure, cases)
        return found if self.out_of is None else share(found, self.out_of(period))

    def is_counted(self, period):
        """Whether the figure was counted over all of this time."""
        if self.since is None:
            return True
        first = self.since()
        return first is not None and first <= period.start


def register_figure(figure):
    """Add a figure; two of one code is an error of the code."""
    if figure.code in _figures:
        raise ValueError(f"two figures bear the code {figure.code}")
    _figures[figure.code] = figure
    return figure


def figure(code):
    """The figure of that code; KeyError."""
    return _figures[code]


def all_figures():
    """Every figure, in the order in which they were said."""
    return tuple(_figures.values())
