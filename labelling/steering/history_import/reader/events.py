"""Facts of a tracking file kept one a row, or one session a sheet."""

import datetime
import re

from labelling.cells import fold, is_blank, unaccented
from labelling.steering.history_import.reader.codes import Codes
from labelling.steering.history_import.reader.facts import Calendar, Draft, Fact, Remark, believe
from labelling.steering.history_import.reader.rows import read_record
from labelling.steering.history_import.reader.tables.base import Cell, Record, Table
from labelling.steering.history_import.reader.tables.grains import kind_of_sheet, session_of
from labelling.steering.history_import.reader.texts.dates import Date, find_dates, parse_iso
from labelling.steering.history_import.reader.texts.statements import (
    TO_COME,
    Statement,
    outcome_of,
    read_statements,
)
from labelling.steering.history_import.reader.texts.vocabulary import STEPS, first_of

LEFT = re.compile(r"retire de l'? ?(?:odj|ordre)|reporte|non examine|pas passe")

RENAMED = re.compile(
    r"(?:\bdevient|\bdevenue?|nouveau nom|renomm[ée]e? en)\s*:?\s*([A-ZÉÈÎ][^,;()]{3,60})"
)


RENEWAL = re.compile(r"renouv|\brv\b|\brnv\b|2e|deuxieme|second")


def read_event(
    table: Table, record: Record, codes: Codes, today: datetime.date, above: datetime.date | None
) -> tuple[Draft, datetime.date | None]:
    """The draft of the organism of a fact, and the day of the fact, for the next row without a year."""
    draft = read_record(table, record, codes, today)
    _rename(draft)
    until = draft.ends[-1][0] if draft.ends else None
    draft.starts, draft.ends = [], []
    draft.facts, notes_facts = [], draft.facts
    year = next(
        (
            date.year
            for title in (*record.titles, *table.titles[:1])
            for date in find_dates(title)
            if date.year
        ),
        None,
    )
    date, cell = _date(table, record)
    session = session_of(table) if date is None else None
    calendar = Calendar(today, year)
    calendar.last = None if year else above
    if session:
        date = parse_iso(session)
    settled, _supplied = calendar.settle(date)
    if settled and settled.is_impossible:
        draft.ask(cell, f"«\u00a0{settled.written}\u00a0» n’existe pas.", "to correct")
    settled = believe(draft, settled, cell, today)
    if date and settled is None:
        return draft, above
    iso = settled.iso() if settled else None
    for one in _statements(table, record, codes, draft):
        where = one[1] or cell
        if one[0].kind == "label" and iso and where:
            draft.starts.append((iso, where))
            if label_end := until or (one[0].until and one[0].until.iso()):
                draft.ends.append((label_end, where))
            continue
        _add(draft, one[0], iso, where, settled, today)
        if draft.facts and until:
            draft.facts[-1].until = draft.facts[-1].until or until
        if iso is None and draft.facts and one[0].kind != "accreditation":
            column = next(iter(table.with_role("fact_date", "committee")), None)
            draft.remarks.append(
                Remark(
                    draft.sheet,
                    record.row,
                    column.letter if column else None,
                    "Fait sans date.",
                    "to confirm",
                )
            )
    _tell_inverted(draft)
    if not draft.facts:
        draft.facts = [fact for fact in notes_facts if fact.kind == "committee" and fact.outcome]
    return draft, settled.last() if settled and settled.year <= today.year + 1 else above


def _rename(draft: Draft) -> None:
    """« devient Cévalis »: the row's name is the former one."""
    for cell in draft.notes:
        if (match := RENAMED.search(cell.text)) and draft.identity.name:
            draft.identity.former_names.append(draft.identity.name)
            draft.identity.name = match[1].strip(" .")
            draft.tell(None, f"Changement de nom\u00a0: «\u00a0{draft.identity.name}\u00a0».")


def _tell_inverted(draft: Draft) -> None:
    """An end before its beginning is left out."""
    end = draft.details.get("fact_end")
    if end and any(one.date and end[:10] < one.date[: len(end)] for one in draft.facts):
        del draft.details["fact_end"]
        draft.tell(None, "La fin du fait précède son début.", "to correct")


def _date(table: Table, record: Record) -> tuple[Date | None, Cell | None]:
    for column in table.with_role(
        "fact_date",
        "committee",
        "since",
        *(() if table.with_role("fact_kind") else ("implementation_audit", "application")),
    ):
        for cell in record.cells.get(column.index, ()):
            date = cell.date or next(iter(find_dates(cell.text)), None)
            if date:
                return date, cell
    return None, None


def _statements(
    table: Table, record: Record, codes: Codes, draft: Draft
) -> list[tuple[Statement, Cell | None]]:
    """What the row says was done: its kind, or the committee of the session."""
    texts = {
        column.role: (cell, codes.read(table.sheet, column.index, cell))
        for column in table.columns
        for cell in record.cells.get(column.index, ())[:1]
        if not is_blank(cell.value)
    }
    notes = " ; ".join(
        codes.read(table.sheet, column.index, cell)
        for column in table.with_role("note")
        for cell in record.cells.get(column.index, ())[:1]
        if not is_blank(cell.value)
    )
    outcome_cell, outcome_text = texts.get("outcome", (None, ""))
    object_text = fold(texts.get("object", (None, ""))[1])
    if "fact_kind" in texts:
        cell, text = texts["fact_kind"]
        found = [one for one in read_statements(text) if one.kind]
        if not found and (kind := first_of(STEPS, unaccented(table.sheet))):
            found = [Statement(kind, text=text)]
        if not found:
            draft.unread.append(cell)
            return []
        one = found[0]
        if one.kind == "committee":
            noted = next(
                (
                    other
                    for column in table.with_role("note")
                    for other in record.cells.get(column.index, ())[:1]
                    if outcome_of(codes.read(table.sheet, column.index, other))
                ),
                None,
            )
            cell = outcome_cell or noted or cell
            one.outcome = one.outcome or outcome_of(outcome_text) or outcome_of(notes)
        one.until = one.until or next(
            (other.until for other in read_statements(notes) if other.until), None
        )
        return [(one, cell)]
    if (
        not outcome_text
        and not object_text
        and (kind := kind_of_sheet(table))
        and not session_of(table)
    ):
        return [(Statement(kind), None)]
    if re.search(r"\bagrement", object_text):
        return [(Statement("accreditation", outcome=outcome_of(outcome_text)), outcome_cell)]
    outcome = (outcome_of(outcome_cell.text) if outcome_cell else None) or outcome_of(outcome_text)
    if outcome is None and LEFT.search(unaccented(f"{outcome_text} {notes}".replace("’", "'"))):
        draft.ask(None, "Retiré de l’ordre du jour\u00a0: aucun avis.")
        return []
    if outcome_text and not outcome and not TO_COME.search(fold(outcome_text)):
        draft.unread.append(outcome_cell)
        draft.ask(outcome_cell, f"Avis «\u00a0{outcome_cell.text}\u00a0»\u00a0: non compris.")
    if outcome == "granted" and RENEWAL.search(object_text):
        outcome = "renewed"
    return [(Statement("committee", outcome=outcome), outcome_cell)]


def _add(
    draft: Draft,
    one: Statement,
    iso: str | None,
    cell: Cell | None,
    date: Date | None,
    today: datetime.date,
) -> None:
    is_planned = bool(date and date.first() > today)
    if is_planned and one.kind != "committee":
        return
    until = one.until.iso() if one.until and one.until.year else None
    row, letter = (cell.row, cell.letter) if cell else (draft.row, "")
    draft.facts.append(
        Fact(
            one.kind,
            iso,
            None if is_planned else one.outcome,
            draft.sheet,
            row,
            letter,
            one.text,
            is_planned,
            until,
        )
    )
