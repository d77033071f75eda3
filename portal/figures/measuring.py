"""Cases of a figure, the period that it is counted over, and the number that they make."""

import datetime
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import fmean, median

from django.db.models import TextChoices

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
