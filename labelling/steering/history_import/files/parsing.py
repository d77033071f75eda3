"""Readers of the cells that every sheet shares: values of the portal, dates, people, places."""

from collections import Counter

from labelling.cells import NOTHING_READ, Reading, fold, is_blank, text_of
from labelling.steering.history_import.files.dates import read_date
from labelling.steering.history_import.files.issues import choice_of
from labelling.steering.history_import.files.lines import Line
from labelling.steering.history_import.files.people import People
from labelling.steering.history_import.files.places import (
    departement_of_text,
    region_of_departement,
    region_of_text,
)
from labelling.steering.history_import.files.sheets import Matching, SheetReading
from labelling.steering.history_import.files.values import UNKNOWN, value_of
from labelling.steering.history_import.files.vocabulary import AUDITS
from portal.spreadsheets.sheets import Value, is_ditto


class Reader:
    """What the file and the user say of values; counts of those met, for the user to match."""

    def __init__(self, sheets: list[SheetReading], matching: Matching, is_typed: bool):
        self.matching, self.is_typed = matching, is_typed
        self.values: dict[tuple[str, str], dict] = {}
        self.people = People(_auditors(sheets), matching.values.get("auditor"))
        # An auditor is the fact of an audit; elsewhere the name only repeats it.
        self.tells_people = AUDITS if any(one.kind == AUDITS for one in sheets) else ""

    def date(self, line: Line, word: str) -> str | None:
        return line.take(word, lambda cell: read_date(cell, self.is_typed))

    def value(self, line: Line, word: str) -> str | None:
        """The portal's value for a word with a table (labelling.steering.history_import.files.values)."""
        return line.take(word, lambda cell: self._value(word, cell))

    def _value(self, word: str, cell: Value) -> Reading:
        if is_blank(cell):
            return NOTHING_READ
        written = text_of(cell)
        said = self.matching.values.get(word, {}).get(fold(written))
        kept = said or value_of(word, written)
        self.count(word, written, kept, "user" if said else "file")
        return Reading(kept) if kept else Reading(code=UNKNOWN[word], told=(written,))

    def count(self, word: str, written: str, kept: str | None, origin: str) -> None:
        met = {"word": word, "written": written, "kept": kept, "origin": origin, "count": 0}
        self.values.setdefault((word, written), met)["count"] += 1

    def place(self, line: Line, word: str) -> str | None:
        """The code of a region or of a département."""
        find = region_of_text if word == "region" else departement_of_text

        def read(cell: Value) -> Reading:
            if cell is None or text_of(cell) in ("", "-", "?"):
                return NOTHING_READ
            written = text_of(cell)
            said = self.matching.values.get(word, {}).get(fold(written))
            kept = said or find(written)
            self.count(word, written, kept, "user" if said else "file")
            return Reading(kept) if kept else Reading(code=UNKNOWN[word], told=(written,))

        return line.take(word, read) if line.sheet.has(word) else None

    def region(self, line: Line) -> tuple[str | None, str | None]:
        """Region and département; without a region, that of the département, or of the sheet's name."""
        departement = self.place(line, "departement")
        region = self.place(line, "region")
        if region is None and departement:
            region = region_of_departement(departement)
        if region is None and not line.sheet.has("region") and not line.sheet.has("departement"):
            region = line.sheet.region
        return region, departement

    def auditor(self, line: Line) -> str | None:
        tells = self.tells_people in ("", line.sheet.kind)

        def read(cell: Value) -> Reading:
            if is_blank(cell):
                return NOTHING_READ
            written = text_of(cell)
            if choices := self.people.choices(written):
                return Reading(None, "AUDITEUR_AMBIGU", (written, choice_of(choices)))
            name = self.people.name_of(written)
            is_told = tells and name != written
            return Reading(name, "AUDITEUR_RAPPROCHE" if is_told else "", (written, name))

        return line.take("auditor", read) if line.sheet.has("auditor") else None


def _auditors(sheets: list[SheetReading]) -> Counter[str]:
    """Every spelling of the columns of auditors, with how often it is written."""
    found: Counter[str] = Counter()
    for reading in sheets:
        if column := reading.column("auditor"):
            for row in reading.sheet.rows:
                cell = row.cell(column.index)
                is_name = row.number > reading.header_row and isinstance(cell, str)
                if is_name and not is_blank(cell) and not is_ditto(cell):
                    found[text_of(cell)] += 1
    return found
