"""Reading of a tracking file: organisms, facts, people and remarks, as a careful person would type them."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from labelling.cells import fold
from labelling.steering.history_import.reader.codes import Codes
from labelling.steering.history_import.reader.committees import find_sessions, settle_committees
from labelling.steering.history_import.reader.deduction import deduce
from labelling.steering.history_import.reader.doubles import leave_doubles, settle_homes
from labelling.steering.history_import.reader.events import read_event
from labelling.steering.history_import.reader.facts import Draft, Fact, Organism, Remark
from labelling.steering.history_import.reader.organisms import (
    TRIAL,
    Organisms,
    cut_at,
    own_reference,
)
from labelling.steering.history_import.reader.people import Persons
from labelling.steering.history_import.reader.remarks import (
    find_namesakes,
    find_notes,
    tell_lacks,
    tell_unknown,
)
from labelling.steering.history_import.reader.rows import read_record
from labelling.steering.history_import.reader.tables.base import (
    CARDS,
    EVENTS,
    MONTHLY,
    ORGANISMS,
    PEOPLE,
    Cell,
    Record,
    Table,
)
from labelling.steering.history_import.reader.tables.corrections import Matching, share_roles
from labelling.steering.history_import.reader.tables.layout import table_of
from labelling.steering.history_import.reader.texts.dates import find_dates
from labelling.steering.history_import.reader.texts.places import region_named
from labelling.steering.history_import.reader.words import Word, read_words
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import Book

TOLD_EVERY = 500  # rows


@dataclass(slots=True)
class Register:
    """What a file tells: `facts` in its order, each with its organism's name, or none; `unread`: not understood."""

    organisms: list[Organism] = field(default_factory=list)
    facts: list[tuple[str | None, Fact]] = field(default_factory=list)
    people: list[dict] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    legend: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)  # colour → status


@faults_refused()
def read_register(content: bytes, today: datetime.date) -> Register:
    """`Unreadable` with a sentence when the file as a whole cannot be read."""
    return read_book(read(content, with_marks=True, with_hidden=True), today)


def read_book(
    book: Book,
    today: datetime.date,
    said: Matching | None = None,
    told: Callable[[int], None] | None = None,
) -> Register:
    """`told` is called with how many rows are read, every few hundred; what it raises stops the reading."""
    said = said or Matching()
    sheets = [sheet for sheet in book.sheets if sheet.rows]
    tables = [table_of(one, said.of_sheet(one.name), said.titles) for one in sheets]
    share_roles(tables)
    return _Reading(book, tables, today, said, told).done()


class _Reading:
    """One file being read: people, then organisms, then their facts, then what follows from them."""

    def __init__(
        self,
        book: Book,
        tables: list[Table],
        today: datetime.date,
        said: Matching,
        told: Callable[[int], None] | None,
    ):
        self.tables, self.today, self.told, self.count = tables, today, told, 0
        self.codes = Codes(book, tables, said.values.get("colour"))
        self.words = read_words(tables, self.codes, said.values)
        self.organisms = Organisms()
        self.persons = Persons()
        self.others: list[tuple[str | None, Fact]] = []  # accreditations
        self.remarks: list[Remark] = []

    def done(self) -> Register:
        for table in self.tables:
            if table.grain == PEOPLE:
                self.persons.read_table(table, own_reference(table))
        newest = sorted(self.tables, key=_as_of, reverse=True)
        for table in sorted(newest, key=lambda one: own_reference(one) is None):
            if table.grain in (ORGANISMS, MONTHLY, CARDS):
                self._read_organisms(table)
        for table in self.tables:
            if self._finds_names(table) or table.grain == EVENTS:
                self._read_events(table)
        return self._register()

    def _register(self) -> Register:
        organisms = self.organisms.found
        sessions = find_sessions(self.tables)
        events = {table.sheet for table in self.tables if table.grain == EVENTS}
        for organism in organisms:
            tell_unknown(organism, self.tables)
            leave_doubles(organism, events)
            settle_homes(organism, events)
            settle_committees(organism, sessions)
            deduce(organism, self.today)
        facts = [(one.identity.name, fact) for one in organisms for fact in one.facts]
        drafts = [draft for one in organisms for draft in one.drafts]
        remarks = [remark for draft in drafts for remark in draft.remarks]
        remarks += [remark for one in organisms for remark in one.remarks] + self.remarks
        remarks += find_notes(self.tables, organisms) + find_namesakes(organisms)
        unread = [cell for draft in drafts for cell in draft.unread]
        people = self.persons.listed()
        return Register(
            organisms,
            facts + self.others,
            people,
            remarks,
            self.tables,
            unread,
            self.words,
            self.codes.legend,
            self.codes.colours,
        )

    def _tell(self) -> None:
        self.count += 1
        if self.told and self.count % TOLD_EVERY == 0:
            self.told(self.count)

    def _read_organisms(self, table: Table) -> None:
        as_of, own, cut = _as_of(table), own_reference(table), cut_at(table)
        regions = [region for title in table.titles[:2] if (region := region_named(title))]
        left: list[Draft] = []
        for record in table.records:
            self._tell()
            draft = read_record(table, record, self.codes, self.today)
            draft.as_of = as_of
            if own is not None and record.cells.get(own):
                draft.reference = record.cells[own][0].text
            identity = draft.identity
            if not identity.name and not identity.siren:
                continue
            if self._is_ignored(record):
                left.append(draft)
            elif TRIAL.search(fold(identity.name)):
                self.organisms.trials.add(draft.reference)
                self._leave(
                    draft, f"«\u00a0{identity.name}\u00a0»\u00a0: à écarter.", "information"
                )
            else:
                identity.region = identity.region or next(iter(regions), None)
                if len(identity.name) == cut:
                    letter = table.with_role("name")[0].letter
                    draft.tell(
                        letter,
                        f"Nom coupé à {cut} caractères\u00a0: «\u00a0{identity.name}\u00a0».",
                    )
                self._place(table, record, draft)
        for draft in left:
            if known := self.organisms.take_former(draft):
                said = f"«\u00a0{draft.identity.name}\u00a0» a le SIREN de «\u00a0{known.identity.name}\u00a0»."
                self._leave(draft, said, "to confirm")

    def _place(self, table: Table, record: Record, draft: Draft) -> None:
        """The organism of a row; a second one is told."""
        self._colour(table, record, draft)
        known = self.organisms.find(draft.identity)
        if known and table.grain == CARDS:
            draft.tell("A", f"Deuxième fiche de «\u00a0{known.identity.name}\u00a0».")
            draft.statuses, draft.facts, draft.starts, draft.ends = [], [], [], []
        elif known and any(one.sheet == draft.sheet for one in known.drafts):
            if not table.with_role("object"):  # one row a dossier: an organism has several
                draft.tell(
                    None,
                    f"«\u00a0{known.identity.name}\u00a0» figure déjà ligne {known.row}.",
                )
            if not draft.facts and not draft.starts:
                draft.statuses = []
        elif known and _has_other_homes(known, draft):
            name = known.identity.name
            draft.tell(
                None,
                f"«\u00a0{name}\u00a0» est déjà sur «\u00a0{known.sheet}\u00a0», avec d’autres logements.",
            )
        self._keep(known, draft)
        tell_lacks(draft, table, record)

    def _keep(self, known: Organism | None, draft: Draft) -> Organism:
        organism = self.organisms.place(known, draft)
        for person in draft.people:
            self.persons.add(person, organism.identity.name)
        return organism

    def _leave(self, draft: Draft, what: str, severity: str) -> None:
        self.remarks.append(Remark(draft.sheet, draft.row, None, what, severity))

    def _is_ignored(self, record: Record) -> bool:
        """Whether the colour of the row says that it does not count."""
        fills = Counter(cell.mark.fill for cells in record.cells.values() for cell in cells)
        return bool(self.codes.ignored) and fills.most_common(1)[0][0] in self.codes.ignored

    def _colour(self, table: Table, record: Record, draft: Draft) -> None:
        """A status that only a colour says, told in its legend's words; asked where a column should say it."""
        for column in table.with_role("name")[:1] if not draft.statuses else ():
            for cell in record.cells.get(column.index, ())[:1]:
                if status := self.codes.colours.get(cell.mark.fill):
                    word = self.codes.legend.get(cell.mark.fill, cell.mark.fill)
                    draft.statuses.append((status, replace(cell, value=word)))
                    if table.with_role("status"):
                        told = f"Statut lu de la couleur de la ligne\u00a0: «\u00a0{word}\u00a0»."
                        draft.ask(cell, told)

    def _finds_names(self, table: Table) -> bool:
        """Whether a table without names has a column of names known elsewhere, which is then theirs."""
        if table.with_role("name") or not table.with_role("fact_date", "committee"):
            return False
        for column in table.columns:
            if not column.is_said and self.organisms.knows_most(table.texts(column.index)):
                column.role = "name"
                return True
        return False

    def _read_events(self, table: Table) -> None:
        above, own = None, own_reference(table)
        met: dict[tuple, Fact] = {}
        for record in table.records:
            self._tell()
            if self._is_ignored(record):
                continue
            draft, above = read_event(table, record, self.codes, self.today, above)
            if any(fact.kind == "accreditation" for fact in draft.facts):
                self.others += [(None, fact) for fact in draft.facts]
                self.persons.name_candidate(draft)
                continue
            self.persons.name_references(table, record, draft)
            reference = self.organisms.reference_of(table, record, own)
            organism = self._owner(draft, reference)
            for fact in draft.facts if organism else ():
                self._tell_twice(organism, draft, fact, met)

    def _owner(self, draft: Draft, reference: str | None) -> Organism | None:
        """The organism of a fact; a fact of nobody is told and kept nowhere."""
        if reference in self.organisms.trials:
            self._leave(draft, "Fait d’un organisme d’essai, à écarter.", "information")
            return None
        by_reference = self.organisms.by_reference
        known = by_reference.get(reference) if reference else self.organisms.find(draft.identity)
        if known is None and (reference or not draft.identity.name):
            self._leave(draft, "Fait sans organisme connu.", "to correct")
            return None
        return self._keep(known, draft)

    def _tell_twice(
        self, organism: Organism, draft: Draft, fact: Fact, met: dict[tuple, Fact]
    ) -> None:
        """The same fact of the same day again: left out; with another opinion, asked."""
        first = met.setdefault((organism.key, fact.kind, fact.date), fact) if fact.date else fact
        if first is fact:
            return
        if first.outcome == fact.outcome:
            organism.facts.remove(fact)
            draft.tell(fact.letter, "Ligne répétée.", "information")
        else:
            draft.tell(fact.letter, "Deux avis contraires à la même séance.", "to correct")


def _as_of(table: Table) -> str:
    """The day at which a sheet tells how things stand, or "" when it says none."""
    for title in table.titles[:3]:
        for date in find_dates(title):
            if date.year and (date.day or table.titles[0] == title):
                return date.last().isoformat()
    return ""


def _has_other_homes(known: Organism, draft: Draft) -> bool:
    homes = {known.identity.homes, draft.identity.homes} - {None}
    return len(homes) == 2 and known.drafts[0].as_of == draft.as_of
