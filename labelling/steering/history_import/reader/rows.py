"""Records read whole: cells, then what one column says of another."""

import datetime
import re

from labelling.cells import is_blank
from labelling.steering.history_import.reader.cells import COUNTS, read_cell, status_of
from labelling.steering.history_import.reader.codes import Codes
from labelling.steering.history_import.reader.facts import (
    Calendar,
    Draft,
    Fact,
    Remark,
    keep_statement,
)
from labelling.steering.history_import.reader.tables.base import CARDS, EVENTS, Record, Table
from labelling.steering.history_import.reader.texts.dates import find_dates, parse_iso
from labelling.steering.history_import.reader.texts.identity import family_of, place_of
from labelling.steering.history_import.reader.texts.places import region_named
from labelling.steering.history_import.reader.texts.statements import Statement, outcome_of
from labelling.steering.history_import.reader.texts.vocabulary import GRANTING, STEP_OF_STATUS


def read_record(table: Table, record: Record, codes: Codes, today: datetime.date) -> Draft:
    """The draft of an organism from a row, a block of rows or a card."""
    draft = Draft(table.sheet, record.row)
    calendar = Calendar(today)
    for column in table.columns:
        for place, cell in enumerate(record.cells.get(column.index, ())):
            is_count = column.role in COUNTS and bool(cell.text)  # a dash is none of them
            if is_count or not is_blank(cell.value) or cell.mark.comment:
                read_cell(draft, column, cell, place, codes, calendar)
    _settle_spans(draft)
    if table.grain == EVENTS:
        return draft
    _pair_outcome(draft, table, record, codes)
    _date_status(draft, table, record, calendar)
    for title in record.titles:
        if (
            title == title.upper()
            and len(title.split()) in (2, 3)
            and not re.search(r"\d", title)
            and not family_of(title)[0]
            and not place_of(title)[0]
        ):
            draft.people.append({"name": title.title(), "role": "pilot"})
        draft.identity.family = draft.identity.family or (
            family_of(title)[0] if not find_dates(title) else None
        )
        draft.identity.region = draft.identity.region or region_named(
            re.sub(r"^[\W\d]+", "", title)
        )
    return draft


def _pair_outcome(draft: Draft, table: Table, record: Record, codes: Codes) -> None:
    """The opinion of its own column is that of the committee at its left, else of the last one."""
    for column in table.with_role("outcome"):
        cells = [cell for cell in record.cells.get(column.index, ()) if not is_blank(cell.value)]
        if not cells:
            continue
        text = codes.read(draft.sheet, column.index, cells[0])
        outcome = outcome_of(cells[0].text) or outcome_of(text)
        several = [outcome_of(part) for part in re.split(r"\bpuis\b|;|→|>", text)]
        letters = [one.letter for one in table.with_role("committee") if one.index < column.index]
        letters = letters[-1:] or [one.letter for one in table.with_role("committee")]
        committees = [
            fact
            for fact in draft.facts
            if fact.kind == "committee"
            and (table.grain == CARDS or _letter(record, fact, table) in letters)
        ]
        open_ones = [fact for fact in committees if not fact.outcome and not fact.is_planned]
        if len(several) == len(open_ones) > 1:
            for fact, one in zip(open_ones, several, strict=True):
                fact.outcome = one
        elif outcome and open_ones:
            open_ones[-1].outcome = outcome
        elif outcome in GRANTING and not committees and draft.starts:
            date = draft.starts[0][0]
            draft.facts.append(
                Fact("committee", date, outcome, draft.sheet, cells[0].row, cells[0].letter, text)
            )
        elif not outcome and (status := status_of(text)) in ("discontinued", "dismissed"):
            draft.statuses.append((status, cells[0]))
        elif not outcome and text:
            draft.ask(cells[0], f"Avis «\u00a0{cells[0].text}\u00a0»\u00a0: non compris.")
        ends = table.with_role("label_end")
        if outcome in GRANTING and ends and not draft.ends and not draft.starts:
            draft.remarks.append(
                Remark(
                    draft.sheet,
                    record.row,
                    ends[-1].letter,
                    "Fin du label absente\u00a0: à calculer selon la règle (BR-63).",
                    "to confirm",
                )
            )


def _letter(record: Record, fact: Fact, table: Table) -> str:
    """The letter of the column that holds the cell of a fact."""
    for column in table.columns:
        if any(
            (cell.row, cell.letter) == (fact.row, fact.letter)
            for cell in record.cells.get(column.index, ())
        ):
            return column.letter
    return fact.letter


def _settle_spans(draft: Draft) -> None:
    """A single date under « Label » is its end when it is long after the committee."""
    last = max(
        (
            fact.date
            for fact in draft.facts
            if fact.kind == "committee" and fact.date and not fact.is_planned
        ),
        default=None,
    )
    for iso, cell in draft.spans:
        is_end = bool(last) and (parse_iso(iso).first() - parse_iso(last).first()).days > 400
        (draft.ends if is_end else draft.starts).append((iso, cell))


def _date_status(draft: Draft, table: Table, record: Record, calendar: Calendar) -> None:
    """« depuis »: the day of the step that the status says."""
    cells = [
        cell
        for column in table.with_role("since", "fact_date")
        for cell in record.cells.get(column.index, ())
        if not is_blank(cell.value)
    ]
    if not cells or not draft.statuses:
        return
    date = cells[0].date or next(iter(find_dates(cells[0].text)), None)
    kind = STEP_OF_STATUS.get(draft.statuses[0][0])
    if date and kind and not any(fact.kind == kind for fact in draft.facts):
        keep_statement(
            draft,
            Statement(kind, date, text=draft.statuses[0][1].text),
            cells[0],
            Calendar(calendar.today),
        )
