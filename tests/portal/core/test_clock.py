"""Clock: Paris dates, replay, rehearsal."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from portal.core import clock


@pytest.mark.parametrize(
    ("instant", "paris"),
    [
        ("2026-06-30T22:30+00:00", date(2026, 7, 1)),
        ("2026-06-30T21:59+00:00", date(2026, 6, 30)),
        ("2026-12-31T22:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T23:00+00:00", date(2027, 1, 1)),
        ("2028-02-28T23:30+00:00", date(2028, 2, 29)),
        ("2038-01-20T12:00+00:00", date(2038, 1, 20)),
    ],
)
def test_the_date_is_the_one_of_paris(instant, paris):
    with clock.at(datetime.fromisoformat(instant)):
        assert clock.today() == paris


def test_the_machine_gives_the_time_when_nothing_else_does(settings):
    settings.PORTAL_CLOCK = ""
    with time_machine.travel("2026-06-30T22:30Z", tick=False):
        assert clock.now() == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
        assert clock.today() == date(2026, 7, 1)


def test_a_naive_instant_is_in_paris():
    with clock.at(datetime(2026, 11, 24, 14, 5)):
        assert clock.now() == datetime(2026, 11, 24, 13, 5, tzinfo=UTC)


def test_replays_nest_and_end_even_after_an_error():
    with clock.at(datetime(2026, 1, 1)):
        with pytest.raises(ZeroDivisionError), clock.at(datetime(2020, 1, 1)):
            raise ZeroDivisionError
        assert clock.today() == date(2026, 1, 1)


def test_the_rehearsal_clock_may_be_an_instant(settings):
    settings.PORTAL_CLOCK = "2026-11-24 14:05"

    assert clock.now() == datetime(2026, 11, 24, 13, 5, tzinfo=UTC)


def test_the_rehearsal_clock_may_be_a_file_read_at_each_call(settings, tmp_path):
    file = tmp_path / "clock"
    settings.PORTAL_CLOCK = str(file)
    file.write_text("2026-11-24\n", encoding="utf-8")
    assert clock.today() == date(2026, 11, 24)

    file.write_text("2027-01-05 08:00", encoding="utf-8")
    assert clock.today() == date(2027, 1, 5)


def test_the_rehearsal_clock_may_run_so_many_seconds_from_the_machine(settings):
    settings.PORTAL_CLOCK = "-86400"
    with time_machine.travel("2026-11-27T10:00Z", tick=False):
        assert clock.now() == datetime(2026, 11, 26, 10, tzinfo=UTC)

    settings.PORTAL_CLOCK = "+3600"
    with time_machine.travel("2026-11-27T10:00Z", tick=False):
        assert clock.now() == datetime(2026, 11, 27, 11, tzinfo=UTC)


def test_a_replay_comes_before_the_rehearsal_clock(settings):
    settings.PORTAL_CLOCK = "2026-11-24"

    with clock.at(datetime(2024, 6, 15)):
        assert clock.today() == date(2024, 6, 15)


def test_an_hour_that_march_skips_is_refused():
    with pytest.raises(ValueError, match="n’existe pas à Paris\u00a0: 28/03/2027 02:30"):
        clock.parse("2027-03-28 02:30")


def test_an_hour_that_october_repeats_is_the_second_one():
    assert clock.parse("2027-10-31 02:30").utcoffset() == timedelta(hours=1)
    assert clock.parse("2027-10-31 02:30+02:00").utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("text", ["demain", "2026-13-01", ""])
def test_what_is_not_an_instant_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        clock.parse(text)
