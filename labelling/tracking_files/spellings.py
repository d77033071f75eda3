"""Spellings of organisms in sheets that have no list of them: the most frequent is the name."""

from collections import Counter

from labelling.tracking_files.folding import fold, is_blank, text_of
from labelling.tracking_files.names import Names
from labelling.tracking_files.structure import SheetReading
from portal.spreadsheets.dittos import is_ditto


def add_spellings(names: Names, sheets: list[SheetReading]) -> None:
    """The most frequent spelling of each organism is its name; of equals, the first written."""
    written: Counter[str] = Counter()
    for reading in sheets:
        index = reading.column("name").index
        rows = (row for row in reading.sheet.rows if row.number > reading.header_row)
        for cells in (row.cells for row in rows if len(set(filter(text_of, row.cells))) > 1):
            cell = cells[index] if index < len(cells) else None
            if isinstance(cell, str) and not is_blank(cell) and not is_ditto(cell):
                written[text_of(cell)] += 1
    for spelling, _count in written.most_common():
        if names.find(spelling).name is None and fold(spelling):
            names.add(spelling)
