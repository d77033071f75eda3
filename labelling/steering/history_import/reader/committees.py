"""Committees of a tracking file: the days of sessions, and the session of a month."""

import re

from labelling.cells import fold
from labelling.steering.history_import.reader.facts import Draft, Fact, Organism
from labelling.steering.history_import.reader.tables.base import PROSE, Cell, Table
from labelling.steering.history_import.reader.texts.dates import find_dates, parse_iso
from labelling.steering.history_import.reader.texts.vocabulary import GRANTING

SESSION = re.compile(r"comite|seance|\bcl\b")
NEAR = 45  # days from a month to the session that was meant


def find_sessions(tables: list[Table]) -> list[str]:
    """The days of sessions: of a list of them, or of a note that recalls them."""
    days = set()
    for table in tables:
        about = fold(" ".join([table.sheet, *(cell.text for cell in table.notes[:3])]))
        is_list = table.grain == PROSE and SESSION.search(about)
        for cell in table.notes:
            dates = [cell.date] if cell.date else find_dates(cell.text)
            if is_list or (len(dates) > 1 and SESSION.search(fold(cell.text))):
                days |= {date.iso() for date in dates if date.year and date.day}
    return sorted(days)


def settle_committees(organism: Organism, sessions: list[str]) -> None:
    """Each committee at the day of the session of its month; what an exact one tells too is left out."""
    for draft in organism.drafts:
        for iso, cell in draft.granted:
            _grant(organism, draft, iso, cell, sessions)
    for fact in organism.facts:
        if fact.kind == "committee" and re.fullmatch(r"\d{4}-\d\d", fact.date or ""):
            _settle(organism, fact, sessions)
    exact = [parse_iso(one.date).first() for one in organism.facts if _is_exact(one)]
    organism.facts = [one for one in organism.facts if not _is_told(one, exact)]
    _tell_once(organism)


def _grant(organism: Organism, draft: Draft, iso: str, cell: Cell, sessions: list[str]) -> None:
    """« labellisé depuis juin 2024 »: the committee of that day or month, where one is known."""
    if any(fact.kind == "committee" and fact.outcome in GRANTING for fact in organism.facts):
        return
    days = [day for day in sessions if day.startswith(iso)]
    if len(days) == 1:
        place = (draft.sheet, cell.row, cell.letter, cell.text)
        organism.facts.append(Fact("committee", days[0], "granted", *place))
    else:
        draft.starts.append((iso, cell))


def _settle(organism: Organism, fact: Fact, sessions: list[str]) -> None:
    days = [day for day in sessions if day.startswith(fact.date)]
    if len(days) == 1:
        fact.date = days[0]
    elif sessions:
        said = f"Comité en {fact.date}, mois sans séance connue."
        organism.drafts[0].remark(fact.sheet, fact.row, fact.letter, said)
        month = parse_iso(fact.date).first()
        gaps = {day: abs((parse_iso(day).first() - month).days) for day in sessions}
        nearest = min(gaps, key=gaps.get)
        if not fact.is_planned and gaps[nearest] < NEAR:
            fact.date = nearest


def _is_exact(fact: Fact) -> bool:
    return fact.kind == "committee" and len(fact.date or "") == 10


def _is_told(fact: Fact, exact: list) -> bool:
    if fact.kind != "committee" or fact.outcome or not fact.date or _is_exact(fact):
        return False
    period = parse_iso(fact.date)
    return any(period.first() <= day <= period.last() for day in exact)


def _tell_once(organism: Organism) -> None:
    seen: set[tuple] = set()
    facts = []
    for fact in organism.facts:
        key = (fact.kind, fact.date, fact.outcome)
        if key not in seen or fact.date is None:
            facts.append(fact)
        seen.add(key)
    organism.facts = facts
