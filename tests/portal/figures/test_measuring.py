"""What the cases of a figure make: counts, sums, shares, medians, 90th centiles, periods."""

import datetime

import pytest

from portal.figures import Case, Measure, Period, measured


def cases(*amounts):
    return [Case(thing=n, amount=amount) for n, amount in enumerate(amounts)]


@pytest.mark.parametrize(
    ("measure", "amounts", "expected"),
    [
        (Measure.COUNT, (1, 1, 1), 3),
        (Measure.COUNT, (), 0),
        (Measure.SUM, (120, 80), 200),
        (Measure.SUM, (), 0),
        (Measure.SHARE, (1, 0, 0, 1, 1), 60),
        (Measure.MEAN, (10, 20), 15),
        (Measure.MEDIAN, (9, 1, 5), 5),
        (Measure.MEDIAN, (1, 4), 2.5),
        (Measure.P90, tuple(range(1, 11)), 9),
        (Measure.P90, (7,), 7),
        (Measure.P90, tuple(range(1, 12)), 10),
    ],
)
def test_the_cases_make_one_number(measure, amounts, expected):
    assert measured(measure, cases(*amounts)) == expected


@pytest.mark.parametrize("measure", [Measure.SHARE, Measure.MEAN, Measure.MEDIAN, Measure.P90])
def test_of_nothing_nothing_is_told(measure):
    assert measured(measure, []) is None


def test_a_period_is_a_year_or_a_day():
    assert Period.of_year(2026) == Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    day = datetime.date(2024, 2, 29)
    assert Period.at(day) == Period(day, day)
