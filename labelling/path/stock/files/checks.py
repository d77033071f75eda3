"""Validation of a list of residences, line by line, with a report in French."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from labelling.path.stock.files.cells import BROKEN, read_text, screen
from labelling.path.stock.files.columns import AS_WRITTEN, Matching, Table
from labelling.path.stock.files.comparing import Seen, provisional_code
from labelling.path.stock.files.dates import read_year
from labelling.path.stock.files.issues import (
    MOST_A_KIND,
    Digest,
    Findings,
    Issue,
    Line,
    ReadSheet,
    Report,
    Severity,
    finished_line,
)
from labelling.path.stock.files.lines import gap, skipped
from labelling.path.stock.files.numbers import read_axes, read_homes, read_number
from labelling.path.stock.files.places import place_of
from labelling.path.stock.files.sentences import grouped, quote_value
from labelling.path.stock.files.sheets import find_tables, missing_fields
from labelling.path.stock.files.vocabulary import AXES, TITLES
from labelling.path.stock.files.words import read_postcode, read_yes_no
from labelling.path.stock.scores import Scale
from labelling.territories import fold_name
from portal.spreadsheets.sheets import Book, Row, is_blank, is_ditto

TEXTS = ("code", "name", "address", "commune", "agency", "block", "kind", "comment")
MEASURES = ("mean_surface", "vacancy", "mean_rent")
READ = {*TEXTS, *MEASURES, "postcode", "insee", "homes", "built_year", "is_qpv"}


def check(
    book: Book,
    this_year: int,
    scale: Scale,
    matching: Matching = AS_WRITTEN,
    chosen: Sequence[str] = (),
    keep: Callable[[Line], None] | None = None,
) -> Report:
    """The report of a list of residences; `this_year` bounds the years of construction.

    `chosen`: the names of the sheets to read, which make one stock. `keep` takes each line of a large file.
    """
    tables, lists = find_tables(book, matching, chosen)
    if keep:
        for sheet in book.sheets:
            sheet.rows = []  # they leave the tables as they are read
    report = start_report(book, tables, keep)
    report.lists = lists
    _tell_missing_columns(tables)
    if not any(_has_errors(table) for table in tables):
        readers = _readers(tables, this_year, scale)
        for rank, (table, reader) in enumerate(zip(tables, readers, strict=True)):
            _read_table(rank, table, reader, report)
    report.issues = _told_once(tables)
    return report


def start_report(
    book: Book, tables: Sequence[Table], keep: Callable[[Line], None] | None = None
) -> Report:
    return Report(
        tuple(ReadSheet(table.sheet, table.header_row, table.columns) for table in tables),
        ignored_sheets=tables[0].ignored_sheets,
        encoding=book.encoding,
        delimiter=book.delimiter,
        digest=Digest(MOST_A_KIND if keep else None),
        keep=keep,
    )


def _has_errors(table: Table) -> bool:
    return any(issue.severity == Severity.ERROR for issue in table.findings)


def _told_once(tables: Sequence[Table]) -> tuple[Issue, ...]:
    """What several sheets have in common is said once."""
    issues = (issue for table in tables for issue in table.findings)
    return tuple({(issue.code, issue.message): issue for issue in issues}.values())


def all_lines(table: Table, read: Callable[[Row], Line]) -> Iterator[Line]:
    """Every row under the header becomes a line, the blank ones between two rows included.

    The rows leave the table: a large file is not in memory twice.
    """
    above = table.header_row
    table.rows.reverse()
    while table.rows:
        row = table.rows.pop()
        yield from gap(above, row.number)
        yield skipped(row, table) or read(row)
        above = row.number


class _Reader:
    def __init__(
        self,
        table: Table,
        this_year: int,
        scale: Scale,
        seen: Seen,
        agencies: dict[str, str],
        *,
        is_alone: bool,
    ):
        self.table, self.fields, self.letters = table, table.fields, table.letters
        self.this_year, self.scale = this_year, scale
        self.has_axes = all(axis in self.fields for axis in AXES)
        self.seen, self.agencies = seen, agencies
        self.where = "" if is_alone else f" de la feuille «\u00a0{table.sheet}\u00a0»"
        self.above: dict[str, object] = {}  # what the residence above has, for « idem »

    def line(self, row: Row) -> Line:
        found = Findings()
        values = self.values(row, found)
        if self.has_axes:
            values |= read_axes(row, self.table, found, Severity.WARNING, self.scale)
        if row.is_hidden:
            found.tell(None, "LIGNE_MASQUEE")
        self.seen.tell(f"{row.number}{self.where}", values, found)
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


def _readers(tables: Sequence[Table], this_year: int, scale: Scale) -> list[_Reader]:
    """They share what was seen, so that a reference serves once in all the sheets."""
    seen, agencies = Seen(), usual_agencies(tables)
    return [
        _Reader(table, this_year, scale, seen, agencies, is_alone=len(tables) == 1)
        for table in tables
    ]


def _read_table(rank: int, table: Table, reader: _Reader, report: Report) -> None:
    """Its lines, then its first total compared with those that can be imported."""
    before, total = report.homes, None
    for line in all_lines(table, reader.line):
        line.sheet = rank
        report.take(line)
        if total is None and line.issues and line.issues[0].code == "LIGNE_TOTAL":
            total = line
    index = table.fields["homes"]
    declared = total.cells[index] if total and len(total.cells) > index else None
    homes = report.homes - before
    if isinstance(declared, int) and declared != homes:
        table.findings.tell(
            None, "TOTAL_DIFFERENT", total.number, grouped(declared), grouped(homes)
        )


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


def usual_agencies(tables: Sequence[Table]) -> dict[str, str]:
    """Folded name of an agency → its most frequent spelling in the file."""
    with_agencies = (
        (table, table.fields["agency"]) for table in tables if "agency" in table.fields
    )
    cells = (row.cell(index) for table, index in with_agencies for row in table.rows)
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


def _tell_missing_columns(tables: Sequence[Table]) -> None:
    for table in tables:
        missing = missing_fields(table.fields)
        if missing and len(tables) > 1:
            titles = ", ".join(TITLES[name] for name in missing)
            told = (table.sheet, titles, table.header_row)
            table.findings.tell(None, "COLONNES_ABSENTES.sheet", *told)
        else:
            tell_absent(table, missing)
        for name in ("insee", "is_qpv"):
            if not missing and name not in table.fields:
                table.findings.tell(None, f"COLONNE_ABSENTE.{name}")
