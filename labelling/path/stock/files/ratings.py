"""Reader of a sheet of self-ratings."""

from collections.abc import Callable, Container

from labelling.path.stock.files.cells import read_code, read_notes, read_text, screened
from labelling.path.stock.files.checks import start_report
from labelling.path.stock.files.columns import Table, find_table
from labelling.path.stock.files.issues import Findings, Line, Report, Severity, finished_line
from labelling.path.stock.files.lines import all_lines, ignored
from labelling.path.stock.files.numbers import read_axes
from labelling.path.stock.files.sheets import tell_absent
from labelling.path.stock.files.titles import AS_WRITTEN, Matching
from labelling.path.stock.files.vocabulary import AXES, NOTES
from labelling.path.stock.scores import Scale
from portal.spreadsheets.sheets import Book, Row, is_blank

TEXTS = ("code", "name")


def read_ratings(
    book: Book,
    scale: Scale,
    known_codes: Container[str] | None = None,
    keep: Callable[[Line], None] | None = None,
    matching: Matching = AS_WRITTEN,
) -> Report:
    """A rating is whole or refused; with `known_codes`, in capitals, an unknown code is refused."""
    table = find_table(book, matching)
    report = start_report(book, [table], keep)
    missing = [name for name in ("code", *AXES) if name not in table.fields]
    tell_absent(table, missing)
    if not missing:
        for line in all_lines(table, _Reader(table, scale, known_codes).line):
            report.take(line)
    report.issues = tuple(table.findings)
    return report


class _Reader:
    def __init__(self, table: Table, scale: Scale, known_codes: Container[str] | None):
        self.table, self.fields, self.letters = table, table.fields, table.letters
        self.scale, self.known_codes = scale, known_codes
        self.lines: dict[str, int] = {}

    def line(self, row: Row) -> Line:
        if all(is_blank(row.cell(self.fields[axis])) for axis in AXES):
            return ignored(row.number, "NON_COTEE", row=row)
        found = Findings()
        values = self.values(row, found)
        self.tell_code(row.number, values["code"], found)
        return finished_line(row.number, values, found.lettered(self.letters), row.cells)

    def values(self, row: Row, found: Findings) -> dict[str, object]:
        raw, _broken = screened(row, self.fields, {*TEXTS, *NOTES}, found)
        values: dict[str, object] = {name: read_text(name, raw.get(name), found) for name in TEXTS}
        values["code"] = read_code(values["code"], found)
        values |= read_notes(raw, found)
        return values | read_axes(row, self.table, found, Severity.ERROR, self.scale)

    def tell_code(self, number: int, code: str | None, found: Findings) -> None:
        if not code:
            found.tell("code", "OBLIGATOIRE.code")
        elif code in self.lines:
            found.tell("code", "REFERENCE_DEJA_COTEE", code, self.lines[code], before=code)
        elif self.known_codes is not None and code not in self.known_codes:
            found.tell("code", "REFERENCE_INCONNUE", code, before=code)
        if code:
            self.lines.setdefault(code, number)
