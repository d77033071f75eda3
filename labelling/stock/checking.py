"""Validation of a list of residences, line by line, with a report in French."""

from collections import Counter
from collections.abc import Callable, Iterator

from labelling.stock.answers import read_postcode, read_yes_no
from labelling.stock.axes import read_axes
from labelling.stock.cells import BROKEN, read_text, screen
from labelling.stock.columns import AS_WRITTEN, Matching, Table, find_table
from labelling.stock.duplicates import Seen, provisional_code
from labelling.stock.figures import read_homes, read_number
from labelling.stock.places import place_of
from labelling.stock.rating import Scale
from labelling.stock.report import Findings, Line, Report, Severity, finished_line
from labelling.stock.report_text import grouped, quote_value
from labelling.stock.skipping import gap, skipped
from labelling.stock.titles import AXES, TITLES
from labelling.stock.years import read_year
from labelling.territories import fold_name
from portal.spreadsheets.dittos import is_ditto
from portal.spreadsheets.sheets import Book, Row, is_blank

TEXTS = ("code", "name", "address", "commune", "agency", "kind", "comment")
MEASURES = ("mean_surface", "vacancy", "mean_rent")
READ = {*TEXTS, *MEASURES, "postcode", "insee", "homes", "built_year", "is_qpv"}


def check(book: Book, this_year: int, scale: Scale, matching: Matching = AS_WRITTEN) -> Report:
    """The report of a list of residences; `this_year` bounds the years of construction."""
    table = find_table(book, matching)
    report = start_report(book, table)
    _tell_missing_columns(table)
    if not any(issue.severity == Severity.ERROR for issue in table.findings):
        report.lines = list(all_lines(table, _Reader(table, this_year, scale).line))
        _tell_total(table, report)
    report.issues = tuple(table.findings)
    return report


def start_report(book: Book, table: Table) -> Report:
    return Report(
        table.sheet,
        table.header_row,
        table.columns,
        ignored_sheets=table.ignored_sheets,
        encoding=book.encoding,
        delimiter=book.delimiter,
    )


def all_lines(table: Table, read: Callable[[Row], Line]) -> Iterator[Line]:
    """Every row under the header becomes a line, the blank ones between two rows included."""
    above = table.header_row
    for row in table.rows:
        yield from gap(above, row.number)
        yield skipped(row, table) or read(row)
        above = row.number


class _Reader:
    def __init__(self, table: Table, this_year: int, scale: Scale):
        self.table, self.fields, self.letters = table, table.fields, table.letters
        self.this_year, self.scale = this_year, scale
        self.has_axes = all(axis in self.fields for axis in AXES)
        self.agencies = usual_agencies(table)
        self.seen = Seen()
        self.above: dict[str, object] = {}  # what the residence above has, for « idem »

    def line(self, row: Row) -> Line:
        found = Findings()
        values = self.values(row, found)
        if self.has_axes:
            values |= read_axes(row, self.table, found, Severity.WARNING, self.scale)
        if row.is_hidden:
            found.tell(None, "LIGNE_MASQUEE")
        self.seen.tell(row.number, values, found)
        return finished_line(row.number, values, found.lettered(self.letters), row.cells)

    def values(self, row: Row, found: Findings) -> dict[str, object]:
        raw, broken = screened(row, self.fields, READ, found)
        raw = self.above = self.carried(raw, found)
        is_typed = self.table.is_typed
        values = {name: read_text(name, raw.get(name), found) for name in TEXTS}
        values["agency"] = self.agency(values["agency"], found)
        values["postcode"] = read_postcode(raw.get("postcode"), found)
        values |= {name: read_number(name, raw.get(name), found, is_typed) for name in MEASURES}
        values["built_year"] = read_year(raw.get("built_year"), found, self.this_year, is_typed)
        values |= dict.fromkeys(("homes", "is_qpv", "insee", "departement", "region"))
        if "homes" not in broken:
            values["homes"] = read_homes(raw.get("homes"), found, is_typed)
        if "is_qpv" in self.fields and "is_qpv" not in broken:
            values["is_qpv"] = read_yes_no(raw.get("is_qpv"), found)
        if "insee" not in broken:
            values |= self.place(raw.get("insee"), values, found)
        self.tell_identity(values, broken, found)
        return values

    def carried(self, raw: dict[str, object], found: Findings) -> dict[str, object]:
        """What « idem » stands for; a reference is one residence's alone, and stays to be written."""
        said = {name: value for name, value in raw.items() if is_ditto(value)}
        for name, mark in said.items():
            above = None if name == "code" else self.above.get(name)
            if above is not None:
                found.tell(name, "IDEM", quote_value(above), before=mark, after=above)
            raw[name] = above
        return raw

    def agency(self, agency: str | None, found: Findings) -> str | None:
        usual = self.agencies.get(fold_name(agency), agency) if agency else agency
        if usual != agency:
            told = (agency, usual)
            found.tell("agency", "AGENCE_RAPPROCHEE", *told, before=agency, after=usual)
        return usual

    def place(self, code: object, values: dict[str, object], found: Findings) -> dict[str, object]:
        place = place_of(code, values["commune"], values["postcode"], "commune" in self.fields)
        found.extend(place.issues)
        if not (one := place.commune):
            return {}
        return {
            "commune": one.name,
            "insee": one.insee,
            "departement": one.departement,
            "region": one.region,
        }

    def tell_identity(self, values: dict[str, object], broken: set[str], found: Findings) -> None:
        """The name is required; a missing code is replaced by a provisional one, to confirm."""
        if not values["name"] and "name" not in broken:
            found.tell("name", "OBLIGATOIRE.name")
        values["code"] = read_code(values["code"], found)
        if not values["code"] and "code" not in broken:
            values["code"] = code = provisional_code(values)
            found.tell("code", "REFERENCE_ABSENTE", code, after=code)


def screened(
    row: Row, fields: dict[str, int], wanted: set[str], found: Findings
) -> tuple[dict[str, object], set[str]]:
    """The raw values by field, and the fields whose cell is already told as unreadable."""
    raw = {
        name: screen(name, row, index, found) for name, index in fields.items() if name in wanted
    }
    broken = {name for name, value in raw.items() if value is BROKEN}
    return raw | dict.fromkeys(broken), broken


def read_code(code: str | None, found: Findings) -> str | None:
    """Codes are compared and kept in capitals."""
    if code and code.upper() != code:
        capitals = code.upper()
        found.tell("code", "CASSE", code, capitals, before=code, after=capitals)
        return capitals
    return code


def usual_agencies(table: Table) -> dict[str, str]:
    """Folded name of an agency → its most frequent spelling in the file."""
    index = table.fields.get("agency")
    if index is None:
        return {}
    cells = (row.cell(index) for row in table.rows)
    cells = (cell for cell in cells if not is_blank(cell) and not is_ditto(cell))
    spellings = Counter(" ".join(str(cell).split()) for cell in cells)
    usual: dict[str, str] = {}
    for spelling, _count in spellings.most_common():
        usual.setdefault(fold_name(spelling), spelling)
    return usual


def tell_absent(table: Table, names: list[str]) -> None:
    if names:
        titles = ", ".join(TITLES[name] for name in names)
        table.findings.tell(None, "COLONNES_ABSENTES", titles, table.header_row)


def _tell_missing_columns(table: Table) -> None:
    fields = set(table.fields)
    missing = [name for name in ("code", "name", "homes") if name not in fields]
    if "insee" not in fields and not {"commune", "postcode"} <= fields:
        missing.append("insee")
    tell_absent(table, missing)
    for name in ("insee", "is_qpv"):
        if not missing and name not in fields:
            table.findings.tell(None, f"COLONNE_ABSENTE.{name}")


def _tell_total(table: Table, report: Report) -> None:
    """Compares the first total that the file declares with the lines that can be imported."""
    index = table.fields["homes"]
    for line in report.lines:
        if line.issues and line.issues[0].code == "LIGNE_TOTAL" and len(line.cells) > index:
            declared = line.cells[index]
            if isinstance(declared, int) and declared != report.homes:
                told = (line.number, grouped(declared), grouped(report.homes))
                table.findings.tell(None, "TOTAL_DIFFERENT", *told)
            return
