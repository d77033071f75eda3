"""Forecast schedule: the day on which each future mail leaves, by each person's paces, hours and pauses."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from portal.core import clock
from portal.notifications import quiet_hours, schedule


@dataclass(frozen=True)
class Due:
    """A message to come, as `planning` judges one that is written."""

    notice: str
    ready_at: datetime
    not_before: datetime
    root: str = ""
    is_grouped: bool = False
    attempts: int = 0


def paced(rows):
    """Each Coming on the day when it really leaves, apart for those who group it; three queries.

    A type that a person keeps in the portal is no mail to them. Two events of one dossier that the
    same day brings are told on that day.
    """
    plans, memory = schedule.plans(), {}
    return [part for row in rows for part in _parts(row, plans, memory)]


def _parts(row, plans, memory):
    if not row.people:  # to an address: there is nothing to choose
        return [replace(row, day=row.starts_on)]
    due = _due(row)
    now = max(due.not_before, clock.now(), quiet_hours.start_of(row.starts_on))
    groups, kept = defaultdict(set), set()
    for person in row.people:
        verdict = _verdict(plans.get(person, plans[None]), due, now, memory)
        if verdict.at is None:
            kept.add(person)
        else:
            day = verdict.at.astimezone(clock.PARIS).date()
            groups[day, verdict.is_grouped].add(person)
    found = [
        replace(row, day=day, people=frozenset(some), is_grouped=is_grouped)
        for (day, is_grouped), some in sorted(groups.items())
    ]
    return [replace(found[0], kept=frozenset(kept)), *found[1:]] if kept and found else found


def _due(row):
    if row.message is not None:
        one = row.message
        said = {"root": one.root, "is_grouped": one.is_grouped, "attempts": one.attempts}
        return Due(one.notice, one.ready_at, one.not_before, **said)
    return Due(row.key, row.ready_at, row.ready_at)


def _verdict(plan, due, now, memory):
    """Asked once of all those who chose the same."""
    is_told = due.root in plan.told
    key = (due, now, plan.hours, plan.paces.get(due.notice), is_told)
    if key not in memory:
        memory[key] = plan.verdict(due, now)
    return memory[key]
