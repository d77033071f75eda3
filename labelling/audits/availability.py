"""Auditors available for a mission on its dates, with the reason why another is not."""

from datetime import date

from labelling.audits import eligibility
from portal.core import clock, working_days

AHEAD = 30  # days, when no date is typed yet


def table(mission, request):
    """The dates typed, or the mission's, or a month ahead; constant queries."""
    first = _day(request, "starts_on") or mission.starts_on
    first = first or working_days.next_working_day(working_days.add_days(clock.today(), AHEAD))
    last = _day(request, "ends_on") or mission.ends_on or first
    rows = [
        {"auditor": auditor, "problem": problem}
        for auditor, problem in eligibility.choices(mission, first, max(first, last), request.user)
    ]
    rows.sort(key=lambda row: bool(row["problem"]))
    return {"choices": rows, "first": first, "last": max(first, last)}


def _day(request, name):
    text = request.POST.get(name) or request.GET.get(name) or ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
