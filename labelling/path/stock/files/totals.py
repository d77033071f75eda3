"""Homes of a sheet, row after row, and its totals compared with them."""

import re
from itertools import accumulate
from statistics import median

from labelling.path.stock.files.columns import PART, Table
from labelling.path.stock.files.issues import Findings
from labelling.path.stock.files.numbers import UNUSUAL_HOMES, parse_number, read_homes, read_part
from labelling.path.stock.files.sentences import grouped
from labelling.territories import fold_name
from portal.spreadsheets.sheets import Row, Value, is_blank

ENOUGH, FAR = 20, 10  # residences, times their median


class Totals:
    def __init__(self, table: Table):
        self.table = table
        self.counts: dict[int, list[int]] = {index: [] for index in table.homes_columns}
        self.unusual = _unusual(table)
        self.totalled = 0  # rows counted before the last total
        self.importable = 0  # homes of the lines that can be imported

    def read(self, row: Row, raw: Value, found: Findings) -> int | None:
        """The homes of a row: those of its column, or of the columns of types, added up."""
        if self.table.parts:
            return self.add_parts(row, found)
        (index,) = self.counts
        is_said_above = index in row.merged
        homes = 0 if is_said_above else read_homes(raw, found, self.table.is_typed, self.unusual)
        self.counts[index].append(homes or 0)
        return homes

    def add_parts(self, row: Row, found: Findings) -> int | None:
        read = {index: read_part(f"{PART}{index}", row.cell(index), found) for index in self.counts}
        for index, count in read.items():
            raw = row.cell(index)
            self.counts[index].append(raw if count is None and isinstance(raw, int) else count or 0)
        if None in read.values():
            return None
        if not any(read.values()):
            titles = (self.table.columns[index].title for index in read)
            found.tell("homes", "OBLIGATOIRE.parts", ", ".join(titles))
        homes = sum(read.values())
        said = row.cell(self.table.sum) if self.table.sum is not None else None
        if isinstance(said, int) and said != homes:
            found.tell(f"{PART}{self.table.sum}", "SOMME_DIFFERENTE", said, homes)
        return homes or None

    def compare(self, row: Row) -> None:
        """A total is right when it is that of the last lines above it, however many, or of what can be imported."""
        folded = fold_name(str(next(cell for cell in row.cells if not is_blank(cell))))
        if re.match("dont|moyenne", folded):
            return
        start = self.totalled if re.match("s|cumul", folded) else 0
        for index, counts in self.counts.items():
            said = row.cell(index)
            read = sum(counts[start:]) if start or self.table.parts else self.importable
            if (
                counts
                and isinstance(said, int)
                and said not in (read, *accumulate(reversed(counts)))
            ):
                place = (self.table.sheet, row.number, self.table.columns[index].letter)
                told = (row.number, grouped(said), grouped(read))
                self.table.findings.tell_at(*place, "TOTAL_DIFFERENT", *told)
        self.totalled = max(map(len, self.counts.values()))


def _unusual(table: Table) -> float:
    """From where a number is to be confirmed: far above the others of the list, where they are enough to tell."""
    numbers = [parse_number(str(cell)) for cell in table.sample(table.homes_columns[0])]
    known = [number for number in numbers if number]
    usual = median(known) * FAR if len(known) >= ENOUGH else UNUSUAL_HOMES
    return min(max(usual, UNUSUAL_HOMES / 2), UNUSUAL_HOMES)
