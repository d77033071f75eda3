"""Label of an organism: its dates as written, else those of the rule after its last favourable committee."""

import calendar
import datetime

from labelling.steering.history_import.reader.facts import Draft, Fact, Organism
from labelling.steering.history_import.reader.tables.base import Cell
from labelling.steering.history_import.reader.texts.dates import parse_iso
from labelling.steering.history_import.reader.texts.vocabulary import GRANTING

LABEL_MONTHS = 36  # BR-63: three years less a day
BEFORE = 150  # days: an end that gives an earlier start than that is of the label before
LATE = 400  # days: a label that starts later than that after its committee is another's
LONGEST = 4  # years: beyond, the year is mistyped
type Written = list[tuple[str, Cell, Draft]]


def deduce_label(organism: Organism) -> None:
    """Sets start and end; what the file writes otherwise than the rule is asked."""
    starts = [(iso, cell, draft) for draft in organism.drafts for iso, cell in draft.starts]
    ends = [(iso, cell, draft) for draft in organism.drafts for iso, cell in draft.ends]
    grants = find_grants(organism)
    start, end = _as_written(starts, ends)
    if grants:
        start, end = _of_committee(start, end, grants[-1], has_ends=bool(ends))
    if start is None and is_day(end):
        start = _start_of(end)
    if is_day(start):
        end = _by_rule(organism, start, end, starts, ends)
    organism.start, organism.end = start, end


def find_grants(organism: Organism) -> list[Fact]:
    """The committees that gave or renewed a label, the last one last."""
    return [
        fact
        for fact in organism.facts
        if fact.kind == "committee" and fact.outcome in GRANTING and fact.date
        if not fact.is_planned
    ]


def _as_written(starts: Written, ends: Written) -> tuple[str | None, str | None]:
    """The latest of each; exchanged ones are put right, an end that cannot be is left."""
    start = max((iso for iso, _cell, _draft in starts), default=None)
    end = max((iso for iso, _cell, _draft in ends), default=None)
    if start and end and len(starts) == len(ends) == 1 and last_day(start) > last_day(end):
        if end_of(end) == start:
            starts[0][2].ask(starts[0][1], "Début et fin du label inversés.", "to correct")
            return end, start
        ends[0][2].ask(ends[0][1], "La fin du label précède son début.", "to correct")
        return start, None
    return start, end


def _of_committee(
    start: str | None, end: str | None, grant: Fact, *, has_ends: bool
) -> tuple[str | None, str | None]:
    """From the last favourable committee, unless the dates written are of its label."""
    if grant.until and (end is None or grant.until > end):
        end = grant.until
    if start is None:
        return _from_committee(end, grant)
    if not has_ends and not is_day(start) and is_day(grant.date) and start[:4] == grant.date[:4]:
        return grant.date, end
    is_later = last_day(grant.date) > last_day(start)
    if is_later and (not has_ends or last_day(end) <= last_day(grant.date)):
        return grant.date, grant.until
    return start, end


def _from_committee(end: str | None, grant: Fact) -> tuple[str, str | None]:
    """Its day; the day after the label before, when its end says so."""
    start = grant.date
    if not is_day(end):
        return start, end
    whole = _start_of(end)
    if not is_day(start):
        return whole, end
    days = (last_day(whole) - last_day(start)).days
    if -days > BEFORE and end != grant.until:
        return start, None
    return (whole, end) if 1 < days < LATE else (start, end)


def _by_rule(
    organism: Organism, start: str, end: str | None, starts: Written, ends: Written
) -> str | None:
    """The end: as written, less the day too many; BR-63 where none is written or none can be."""
    rule = end_of(start)
    if end is None or not is_day(end) or end == rule:
        return end or rule
    days = (last_day(end) - last_day(rule)).days
    if days == 1:
        if ends:
            shown = "/".join(reversed(end.split("-")))
            what = f"Fin du label le {shown}\u00a0: un jour de trop selon la règle (BR-63)."
            ends[-1][2].ask(ends[-1][1], what)
        return rule
    years = round((last_day(end) - last_day(start)).days / 365.25, 1)
    _tell_length(organism, years, end, starts, ends)
    return end if 0 <= years <= LONGEST else rule


def _tell_length(
    organism: Organism, years: float, end: str, starts: Written, ends: Written
) -> None:
    """A label that does not last three years: asked where its end, or its start, is written."""
    grants = find_grants(organism)
    if starts and any(is_day(one.date) and end_of(one.date) == end for one in grants):
        what = "Début du label plus tard que la séance, pour une fin comptée depuis la séance."
        starts[-1][2].ask(starts[-1][1], what)
    elif abs(years - 3) > 0.05:
        what = f"Label de {years:g} an{'s' if years >= 2 else ''}\u00a0: à vérifier."
        if ends:
            severity = "to correct" if years > LONGEST or years == 2 else "to confirm"
            ends[-1][2].ask(ends[-1][1], what, severity)
        elif grants and grants[-1].until == end:
            organism.drafts[0].remark(grants[-1].sheet, grants[-1].row, None, what)


def is_day(iso: str | None) -> bool:
    return len(iso or "") == 10


def last_day(iso: str) -> datetime.date:
    return parse_iso(iso).last()


def end_of(start: str) -> str:
    """BR-63."""
    return (_shift(last_day(start), LABEL_MONTHS) - datetime.timedelta(days=1)).isoformat()


def _start_of(end: str) -> str:
    return _shift(last_day(end) + datetime.timedelta(days=1), -LABEL_MONTHS).isoformat()


def _shift(day: datetime.date, months: int) -> datetime.date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
