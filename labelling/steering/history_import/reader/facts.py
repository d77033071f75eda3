"""Drafts and organisms: what one record tells, and what all the records of one organism tell."""

import datetime
from dataclasses import dataclass, field

from labelling.steering.history_import.reader.tables.base import Cell
from labelling.steering.history_import.reader.texts.dates import Date
from labelling.steering.history_import.reader.texts.identity import Identity, place_of
from labelling.steering.history_import.reader.texts.statements import Statement


@dataclass(slots=True)
class Fact:
    """A step of an organism at a date in ISO form, as precise as written; `is_planned`: yet to come."""

    kind: str
    date: str | None
    outcome: str | None
    sheet: str
    row: int
    letter: str
    text: str = ""
    is_planned: bool = False
    until: str | None = None


@dataclass(slots=True)
class Remark:
    sheet: str
    row: int
    column: str | None
    what: str
    severity: str  # to correct, to confirm, information


@dataclass(slots=True)
class Draft:
    """`statuses`: (status, where); `starts` and `ends` of a label: (ISO date, cell)."""

    sheet: str
    row: int
    identity: Identity = field(default_factory=Identity)
    reference: str = ""
    merged_into: str = ""
    statuses: list[tuple[str, Cell]] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    starts: list[tuple[str, Cell]] = field(default_factory=list)
    ends: list[tuple[str, Cell]] = field(default_factory=list)
    spans: list[tuple[str, Cell]] = field(default_factory=list)
    granted: list[tuple[str, Cell]] = field(default_factory=list)  # « labellisé depuis »
    people: list[dict] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)  # role → value
    remarks: list[Remark] = field(default_factory=list)
    as_of: str = ""

    def tell(self, column: str | None, what: str, severity: str = "to confirm") -> None:
        """Of the whole row, or of one of its columns."""
        self.remark(self.sheet, self.row, column, what, severity)

    def remark(
        self, sheet: str, row: int, column: str | None, what: str, severity: str = "to confirm"
    ) -> None:
        self.remarks.append(Remark(sheet, row, column, what, severity))

    def ask(self, cell: Cell | None, what: str, severity: str = "to confirm") -> None:
        self.remarks.append(
            Remark(
                self.sheet,
                cell.row if cell else self.row,
                cell.letter if cell else None,
                what,
                severity,
            )
        )


@dataclass(slots=True)
class Organism:
    """An organism as the file tells it, with the premises of its status in `why`."""

    sheet: str
    row: int
    identity: Identity
    drafts: list[Draft] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    status: str = "unknown"
    start: str | None = None
    end: str | None = None
    why: str = ""
    key: str = ""  # under which it is looked up
    spellings: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)  # its names, as they are written
    remarks: list[Remark] = field(default_factory=list)


READ_LATE = 60  # days from the writing of a file to its reading


class Calendar:
    """Today, the year that stands over a record, and the last date met, for dates without a year."""

    def __init__(self, today: datetime.date, year: int | None = None):
        self.today, self.year, self.last, self.is_planned = today, year, None, False
        self.is_recent = False  # a sentence about now: its days without a year are just past

    def settle(self, date: Date | None, ahead: bool = False) -> tuple[Date | None, bool]:
        """The date with its year, and whether the year was supplied."""
        if date is None:
            return None, False
        supplied = date.year is None
        if supplied:
            if self.year:
                date = date.with_year(self.year)
            elif self.is_recent:
                date = self._next(date) if ahead else date.before(self.today)
            elif ahead and not self.last:
                date = self._next(date)
            elif self.last:
                date = date.after(self.last)
                if (
                    date.first() > self.today
                    and not ahead
                    and (date.first() - self.today).days > 180
                ):
                    date = date.nearest(self.today)
            else:
                date = date.nearest(self.today)
        if not 1990 <= date.year <= 2060:
            return date, supplied
        self.last = date.first()
        return date, supplied

    def _next(self, date: Date) -> Date:
        """That day to come; one just past is of this year: a file is read some weeks after it was written."""
        near = date.nearest(self.today)
        is_just_past = 0 < (self.today - near.first()).days <= READ_LATE
        return near if is_just_past else date.after(self.today)


def keep_statement(draft: Draft, one: Statement, cell: Cell, calendar: Calendar) -> None:
    one.is_planned = one.is_planned or calendar.is_planned
    is_ahead = one.is_planned or (
        calendar.is_recent and one.kind == "committee" and not one.outcome
    )
    date, supplied = calendar.settle(one.date, is_ahead)
    if date and date.is_impossible:
        draft.ask(cell, f"«\u00a0{date.written}\u00a0» n’existe pas.", "to correct")
    elif supplied and not calendar.is_recent:
        draft.ask(cell, f"«\u00a0{one.date.written}\u00a0» sans année\u00a0; lue {date.year}.")
    date = believe(draft, date, cell, calendar.today)
    if one.date and date is None:
        return
    is_planned = (one.is_planned and (date is None or date.last() >= calendar.today)) or bool(
        date and date.first() > calendar.today
    )
    if is_planned and one.kind == "merger":
        draft.ask(cell, f"Annoncé\u00a0: «\u00a0{cell.text}\u00a0».", "information")
    if one.is_denied or (is_planned and one.kind != "committee"):
        return
    if one.kind == "merger":
        draft.ask(None, f"«\u00a0{cell.text}\u00a0»\u00a0: ne pas en faire un organisme suivi.")
    draft.facts.append(
        Fact(
            one.kind,
            date.iso() if date else None,
            None if is_planned else one.outcome,
            draft.sheet,
            cell.row,
            cell.letter,
            one.text,
            is_planned,
        )
    )


def believe(
    draft: Draft, date: Date | None, cell: Cell | None, today: datetime.date
) -> Date | None:
    """The date, with its year put right when two of its digits were exchanged; none when it cannot be."""
    if date is None or 1990 <= date.year <= today.year + 8:
        return date
    text = str(date.year)
    exchanged = {
        int(text[:i] + text[i + 1] + text[i] + text[i + 2 :]) for i in range(len(text) - 1)
    }
    near = [year for year in exchanged if today.year - 10 <= year <= today.year + 3]
    draft.ask(
        cell,
        f"Année {date.year}\u00a0: "
        + (f"sans doute {near[0]}." if len(near) == 1 else "à vérifier."),
        "to correct",
    )
    return date.with_year(near[0]) if len(near) == 1 else None


def keep_label(draft: Draft, one: Statement, cell: Cell, calendar: Calendar) -> None:
    if (
        one.date
        and one.kind == "label"
        and not one.is_planned
        and (start := calendar.settle(one.date)[0]).year <= calendar.today.year
    ):
        draft.starts.append((start.iso(), cell))
    if one.until:
        draft.ends.append((calendar.settle(one.until, True)[0].iso(), cell))


def learn_identity(draft: Draft, other: Identity, cell: Cell) -> None:
    found = draft.identity
    for name in ("siren", "family", "region", "departement", "homes"):
        if getattr(found, name) is None:
            setattr(found, name, getattr(other, name))
    for _field, what, severity in other.doubts:
        draft.ask(cell, what, severity)


def learn_place(found: Identity, text: str, role: str = "") -> None:
    region, departement = place_of(text)
    found.departement = found.departement or departement
    found.region = found.region or region
