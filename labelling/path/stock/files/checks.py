"""Validation of a list of residences, line by line, with a report in French."""

from collections import Counter
from collections.abc import Callable, Sequence

from labelling.path.stock.files.columns import Table
from labelling.path.stock.files.comparing import Shared
from labelling.path.stock.files.issues import (
    MOST_A_KIND,
    Digest,
    Issue,
    Line,
    ReadSheet,
    Report,
    Severity,
)
from labelling.path.stock.files.layouts import find_key
from labelling.path.stock.files.places import usual_departements
from labelling.path.stock.files.residences import Reader
from labelling.path.stock.files.sheets import (
    find_tables,
    fold_agency,
    tell_columns,
    tell_left_sheets,
)
from labelling.path.stock.files.titles import AS_WRITTEN, Matching
from labelling.path.stock.scores import Scale
from portal.spreadsheets.sheets import Book, is_blank, is_ditto

CODED = ("agency", "status", "kind")  # what programs write in codes


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
    tables, left = find_tables(book, matching, chosen)
    report = start_report(book, tables, keep)
    names = [table.sheet for table in (*tables, *left)]
    report.lists = tuple(sheet.name for sheet in book.sheets if sheet.name in names)
    tell_columns(tables, matching)
    if not any(_has_errors(table) for table in tables):
        shared = _shared(book, tables)
        shared.towns = matching.towns
        if keep:
            for sheet in book.sheets:
                sheet.rows = []  # they leave the tables as they are read
        for rank, table in enumerate(tables):
            for line in Reader(table, this_year, scale, shared, is_alone=len(tables) == 1).lines():
                line.sheet = rank
                report.take(line)
        report.doubts = {one.town: one.many for one in shared.doubts.values()}
        tables[0].findings += tell_left_sheets(book, left, shared.homes)
    report.issues = _told_once(tables)
    return report


def _shared(book: Book, tables: Sequence[Table]) -> Shared:
    keys: dict[str, dict[str, str]] = {}
    for table in tables:
        for name in CODED:
            if name in table.fields and (key := find_key(book, table.sample(table.fields[name]))):
                keys[name] = key
    towns = [
        town
        for table in tables
        if "commune" in table.fields and not {"insee", "postcode"} & set(table.fields)
        for town in table.sample(table.fields["commune"])
    ]
    return Shared(usual_agencies(tables), keys, usual_departements(towns))


def start_report(
    book: Book, tables: Sequence[Table], keep: Callable[[Line], None] | None = None
) -> Report:
    return Report(
        tuple(
            ReadSheet(table.sheet, table.header_row, table.columns, table.is_turned)
            for table in tables
        ),
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


def usual_agencies(tables: Sequence[Table]) -> dict[str, str]:
    """Name of an agency, folded or as it is written → its most frequent spelling in the file."""
    with_agencies = (
        (table, table.fields["agency"]) for table in tables if "agency" in table.fields
    )
    cells = (row.cell(index) for table, index in with_agencies for row in table.rows)
    cells = (cell for cell in cells if not is_blank(cell) and not is_ditto(cell))
    spellings = Counter(" ".join(str(cell).split()) for cell in cells)
    usual: dict[str, str] = {}
    for spelling, _count in spellings.most_common():
        usual[spelling] = usual.setdefault(fold_agency(spelling), spelling)
    return usual
