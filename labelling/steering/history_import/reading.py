"""Reading of a tracking file as an import keeps it: its lines, then its sheets, its words and its remarks."""

import datetime
import re
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum

from labelling.steering.history_import.content import content_of
from labelling.steering.history_import.reader.facts import Remark
from labelling.steering.history_import.reader.records import Register, read_book
from labelling.steering.history_import.reader.tables.base import PROSE, Table
from labelling.steering.history_import.reader.tables.corrections import Matching
from portal.spreadsheets.sheets import Book


class Severity(StrEnum):
    """INFO: mended alone. WARNING: to confirm. ERROR: the row or the value waits for a correction."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


SEVERITIES = {
    "information": Severity.INFO,
    "to confirm": Severity.WARNING,
    "to correct": Severity.ERROR,
}
QUOTED = re.compile("«[^»]*»")
NUMBER = re.compile(r"\d[\d\s/,.-]*\d|\d")
NO_SIREN = "Aucune colonne de Siren\u00a0: les organismes sont rapprochés par leur nom et leur département."
NO_STATUS = "Statut à dire\u00a0: «\u00a0{}\u00a0» n’est pas compris."
ABSORBED = "Organisme absorbé\u00a0: laissez la ligne de côté, ou dites son statut."


def understand(
    book: Book,
    today: datetime.date,
    matching: Matching | None = None,
    told: Callable[[int], None] | None = None,
) -> tuple[dict, dict]:
    """(content, reading), plain objects; `told` is called with how many rows are read, every few hundred."""
    register = read_book(book, today, matching, told)
    reading = {
        "file_kind": book.kind,
        "encoding": book.encoding,
        "delimiter": book.delimiter,
        "sheets": [_sheet(one) for one in register.tables],
        "colour_legend": register.legend,
        "colour_statuses": register.colours,
        "values": [asdict(one) for one in register.words],
        "issues": _issues(register),
    }
    return content_of(register), reading


def kind_of(what: str) -> str:
    """The sentence of a remark less what it quotes and its numbers: those that are alike are decided at once."""
    return NUMBER.sub("…", QUOTED.sub("«\u00a0…\u00a0»", what))


def _sheet(table: Table) -> dict:
    columns = [
        {
            "key": one.key,
            "place": _place(table, one.index, one.letter),
            "title": " ".join(filter(None, (one.group, one.title))),
            "own_title": one.title,
            "role": one.role,
            "reason": one.reason,
            "is_hidden": one.is_hidden,
            "samples": one.samples or table.texts(one.index)[:3],
        }
        for one in table.columns
    ]
    return {
        "name": table.sheet,
        "grain": table.grain,
        "why": table.reason,
        "header_row": table.header_row,
        "is_hidden": table.is_hidden,
        "rows": len(table.records),
        "columns": columns,
    }


def _place(table: Table, index: int, letter: str) -> str:
    """« C »; the row where organisms stand side by side; nothing of a card."""
    return f"ligne {table.turned[0][index]}" if table.turned else letter


def _issues(register: Register) -> list[dict]:
    """In the order of the file, then of the columns."""
    orders = {table.sheet: order for order, table in enumerate(register.tables)}
    cells = {
        (table.sheet, cell.row, cell.letter): cell.text
        for table in register.tables
        for record in table.records
        for several in record.cells.values()
        for cell in several
    }
    titles = {(t.sheet, one.letter): one.title for t in register.tables for one in t.columns}
    found = []
    for remark in [*register.remarks, *_lacks(register)]:
        letter = remark.column or ""
        issue = {
            "sheet": remark.sheet,
            "row": remark.row,
            "column": titles.get((remark.sheet, letter)),
            "letter": letter,
            "code": kind_of(remark.what),
            "severity": str(SEVERITIES[remark.severity]),
            "message": remark.what,
        }
        if read := cells.get((remark.sheet, remark.row, letter)):
            issue["read"] = read
        if issue not in found[-8:]:
            found.append(issue)
    return sorted(
        found,
        key=lambda one: (
            orders.get(one["sheet"], 0),
            one["row"],
            len(one["letter"]),
            one["letter"],
        ),
    )


def _lacks(register: Register) -> list[Remark]:
    """No Siren in the whole file; words of a status that nobody understands; organisms that another absorbed."""
    found = []
    read = [table for table in register.tables if table.grain != PROSE and table.records]
    has_siren = any(table.with_role("siren") for table in read) or any(
        one.identity.siren for one in register.organisms
    )
    if read and register.organisms and not has_siren:
        row = read[0].header_row or read[0].records[0].row
        found.append(Remark(read[0].sheet, row, None, NO_SIREN, "to confirm"))
    for organism in register.organisms:
        unread = [(draft, cell) for draft in organism.drafts for cell in draft.unread]
        if organism.status == "unknown" and unread:
            draft, cell = unread[0]
            what = NO_STATUS.format(cell.text)
            found.append(Remark(draft.sheet, cell.row, cell.letter, what, "to confirm"))
        if organism.status == "merged":
            found.append(Remark(organism.sheet, organism.row, None, ABSORBED, "to confirm"))
    return found
