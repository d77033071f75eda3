"""Days on which reminders leave: days worked, of every kind and whatever the quiet hours."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from portal.core import clock, working_days
from portal.workflow import WORKFLOWS, tables

REMINDERS = {
    f"{one.notice.key}-{one.state}-{one.days}": one
    for table in WORKFLOWS.values()
    for one in table.reminders
}
# What falls on each day of a year with Easter Monday, Christmas on a Friday and the weekends between.
YEAR = [date(2026, 1, 1) + timedelta(n) for n in range(365)]


def days_off(reminder, day):
    """The days off on which this reminder would leave for something dated `day`, clocks of each day read."""
    thing = SimpleNamespace(
        told_from=None, reminder_days=lambda _code: (30, 7, 0, -5), **{reminder.field: day}
    )
    told = {at for at, _days in reminder._dates(thing)}
    told |= {at for at in around(day) if reminder.reached(thing, at) is not None}
    told |= {at for at, _ in reminder.to_come(thing, day - timedelta(7), day + timedelta(7))}
    return sorted(at for at in told if not working_days.is_working_day(at))


def around(day):
    return [day + timedelta(n) for n in range(-7, 8)]


@pytest.mark.parametrize("kind", REMINDERS)
def test_no_reminder_of_this_kind_leaves_on_a_day_off(kind):
    reminder = REMINDERS[kind]

    assert reminder.notice.deadline, "its mail would follow the hours of each person"
    assert {day: days_off(reminder, day) for day in YEAR if days_off(reminder, day)} == {}


def test_the_law_finds_a_reminder_that_leaves_on_its_very_day(monkeypatch):
    monkeypatch.setattr(tables, "worked_before", lambda day: day)
    [reminder, *_] = REMINDERS.values()

    assert any(days_off(reminder, day) for day in YEAR)


@pytest.mark.parametrize(
    ("due", "days", "leaves"),
    [
        ("2026-11-30", 2, "2026-11-27"),  # a Saturday
        ("2026-11-30", 1, "2026-11-27"),  # a Sunday
        ("2026-12-26", 1, "2026-12-24"),  # Christmas, a Friday
        ("2026-11-28", -1, "2026-11-30"),  # late: never told before it is
    ],
)
def test_a_reminder_of_a_day_off_leaves_the_day_worked_before_and_what_is_late_the_one_after(
    due, days, leaves
):
    [kind, *_] = REMINDERS.values()
    reminder = tables.Reminder("draft", kind.notice, (days,))
    thing = SimpleNamespace(told_from=None, due_on=date.fromisoformat(due))
    day = datetime.fromisoformat(f"{leaves} 09:00")
    with clock.at(day):
        reached = reminder.reached(thing, clock.today())

    assert reached == days
    assert reminder.reached(thing, day.date() - timedelta(1)) is None
