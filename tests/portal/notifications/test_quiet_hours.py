"""Quiet hours: nights, weekends, a pause; in Paris, whatever the season."""

from datetime import UTC, date, time, timedelta

import pytest

from portal.core import clock
from portal.notifications import quiet_hours
from portal.notifications.quiet_hours import Hours

CALM = Hours((time(20), time(7)), weekends=True)
NIGHT = Hours((time(20), time(7)), weekends=False)


def paris(text):
    return clock.parse(text)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-11-26 19:59", "2026-11-26 19:59"),
        ("2026-11-26 20:00", "2026-11-27 07:00"),
        ("2026-11-27 06:59", "2026-11-27 07:00"),
        ("2026-11-27 07:00", "2026-11-27 07:00"),
        ("2026-11-27 21:00", "2026-11-30 08:00"),  # Friday night, then the weekend
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-11-29 23:59", "2026-11-30 08:00"),
    ],
)
def test_a_mail_waits_for_the_end_of_the_night_and_of_the_weekend(asked, opens):
    assert CALM.opens(paris(asked)) == paris(opens)


def test_what_is_owed_passes_the_weekend_and_the_pause_never_the_night():
    paused = Hours((time(20), time(7)), weekends=True, paused_until=date(2026, 12, 24))

    assert paused.opens(paris("2026-11-28 12:00"), is_owed=True) == paris("2026-11-28 12:00")
    assert paused.opens(paris("2026-11-28 22:00"), is_owed=True) == paris("2026-11-29 07:00")
    assert paused.opens(paris("2026-11-28 12:00")) == paris("2026-12-24 08:00")


@pytest.mark.parametrize("hours", [CALM, NIGHT, Hours(None, weekends=False)])
@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-11-27 09:00", "2026-11-27 09:00"),
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-12-25 12:00", "2026-12-28 08:00"),  # Christmas, then the weekend
        ("2027-03-29 12:00", "2027-03-30 08:00"),  # Easter Monday
    ],
)
def test_a_deadline_waits_for_a_day_worked_whatever_was_chosen(hours, asked, opens):
    for is_owed in (True, False):
        assert hours.opens(paris(asked), is_owed=is_owed, is_deadline=True) == paris(opens)


def test_a_night_may_be_in_the_middle_of_the_day():
    nap = Hours((time(12), time(14)), weekends=False)

    assert nap.opens(paris("2026-11-26 13:00")) == paris("2026-11-26 14:00")
    assert nap.opens(paris("2026-11-26 14:00")) == paris("2026-11-26 14:00")


def test_the_night_ends_at_seven_in_paris_when_the_hour_changes():
    assert NIGHT.opens(paris("2026-03-28 23:00")) == paris("2026-03-29 07:00")
    assert NIGHT.opens(paris("2026-10-24 23:00")) == paris("2026-10-25 07:00")
    nights = [
        NIGHT.opens(paris(f"{day} 20:00")) - paris(f"{day} 20:00")
        for day in ("2026-03-28", "2026-10-24", "2026-11-26")
    ]
    assert nights == [timedelta(hours=10), timedelta(hours=12), timedelta(hours=11)]


def test_an_hour_that_march_skips_is_the_next_and_one_that_october_repeats_ends_once():
    early = Hours((time(22), time(2, 30)), weekends=False)

    assert early.opens(paris("2026-03-28 23:00")) == paris("2026-03-29 03:30")
    second_pass = paris("2026-10-25 02:10+01:00")
    assert early.opens(second_pass) == paris("2026-10-25 02:30+01:00")


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2026-11-27", "2026-12-31"])
@pytest.mark.parametrize("night", [None, (20, 7), (22, 2), (1, 3), (12, 14), (0, 23)])
@pytest.mark.parametrize("weekends", [True, False])
def test_what_opens_is_never_earlier_and_stays_open(day, night, weekends):
    """Every quarter of an hour of two days, those of the change of hour among them."""
    one = Hours(night and tuple(time(hour) for hour in night), weekends)
    for quarter in range(192):
        instant = paris(day).astimezone(UTC) + timedelta(minutes=15 * quarter)
        opens = one.opens(instant)
        assert opens >= instant
        assert one.opens(opens) == opens


def test_mornings_and_mondays():
    assert quiet_hours.next_morning(paris("2026-11-26 07:59")) == paris("2026-11-26 08:00")
    assert quiet_hours.next_morning(paris("2026-11-26 08:00")) == paris("2026-11-27 08:00")
    assert quiet_hours.next_monday(paris("2026-11-26 12:00")) == paris("2026-11-30 08:00")
    assert quiet_hours.next_monday(paris("2026-11-30 07:59")) == paris("2026-11-30 08:00")
    assert quiet_hours.next_monday(paris("2026-11-30 08:00")) == paris("2026-12-07 08:00")
    assert quiet_hours.next_morning(paris("2026-10-24 12:00")) == paris("2026-10-25 08:00")
