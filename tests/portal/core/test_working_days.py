"""French working days and the arithmetic of delays."""

from datetime import date

import pytest

from portal.core.working_days import (
    Delay,
    add_months,
    add_working_days,
    is_working_day,
    last_day_of_validity,
    next_working_day,
)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-06-15", "2027-06-14"),
        ("2024-02-29", "2027-02-27"),
        ("2021-06-30", "2024-06-29"),
        ("2023-08-31", "2026-08-30"),
        ("2024-03-01", "2027-02-28"),
        ("2025-01-01", "2027-12-31"),
        ("2028-02-29", "2031-02-27"),
        ("2027-06-15", "2030-06-14"),
        ("2027-07-02", "2030-07-01"),
    ],
)
def test_br63_a_label_is_valid_thirty_six_months_less_a_day(start, end):
    assert last_day_of_validity(day(start), 36) == day(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2025-02-10", -35, "2022-03-10"),
    ],
)
def test_months_are_clipped_to_the_end_of_a_shorter_one(start, months, end):
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    "holiday",
    "2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 "
    "2026-08-15 2026-11-01 2026-11-11 2026-12-25 2027-03-29".split(),
)
def test_national_holidays_are_not_worked(holiday):
    assert not is_working_day(day(holiday))


@pytest.mark.parametrize("worked", ["2026-04-03", "2025-12-26", "2026-12-24"])
def test_the_days_of_alsace_and_moselle_are_worked(worked):
    assert is_working_day(day(worked))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-04-03", 1, "2026-04-07"),  # over Easter and its Monday
        ("2026-04-30", 1, "2026-05-04"),  # over 1 May and a week-end
        ("2026-07-13", 1, "2026-07-15"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-04-07", -1, "2026-04-03"),
        ("2026-11-24", 15, "2026-12-15"),
        ("2026-11-28", 0, "2026-11-28"),
    ],
)
def test_working_days_skip_week_ends_and_holidays(start, count, end):
    assert add_working_days(day(start), count) == day(end)


def test_a_due_date_on_a_day_off_moves_to_the_next_worked_day():
    assert next_working_day(day("2026-05-01")) == day("2026-05-04")
    assert next_working_day(day("2026-05-04")) == day("2026-05-04")


@pytest.mark.parametrize(
    ("delay", "after", "before", "said"),
    [
        ("15o", "2026-03-23", "2026-02-09", "15 jours ouvrés"),
        ("30j", "2026-04-01", "2026-01-31", "30 jours"),
        ("60j", "2026-05-04", "2026-01-01", "60 jours"),  # 1 May is not worked
        ("6m", "2026-09-02", "2025-09-02", "6 mois"),
    ],
)
def test_a_delay_is_read_counted_and_said(delay, after, before, said):
    rule = Delay.parse(delay)

    assert rule.after(day("2026-03-02")) == day(after)
    assert rule.before(day("2026-03-02")) == day(before)
    assert str(rule) == said


@pytest.mark.parametrize("text", ["15", "15x", "o", ""])
def test_a_delay_without_a_known_unit_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Delay.parse(text)
