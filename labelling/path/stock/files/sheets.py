"""Sheets of a stock file: those that hold a list and make one stock, keys of codes, summaries."""

import re
from collections.abc import Mapping, Sequence

from labelling.path.stock.files.columns import (
    Table,
    headers_of,
    ignored_of,
    table_of,
)
from labelling.path.stock.files.issues import Findings
from labelling.path.stock.files.layouts import HEADER_WITHIN
from labelling.path.stock.files.lines import HOSTEL, heading_of
from labelling.path.stock.files.sentences import grouped
from labelling.path.stock.files.titles import AS_WRITTEN, Matching
from labelling.path.stock.files.vocabulary import TITLES
from labelling.territories import fold_name
from portal.spreadsheets.sheets import Book, is_blank, letter_of

NEEDED = ("code", "name", "homes")
OF_OTHERS = re.compile(
    r"\b(sorti|vendu|vente|cede|demoli|demolition|archive|ancien|projet|chantier|a venir|foyer)(e?s|e)?\b"
)
YEAR = re.compile(r"(?:19|20)\d\d")
GENERIC = re.compile(
    r"(feuil|sheet|tableau|parc|patrimoine|liste|residence|stock|base|export|extra|donnee|bat|cotation|\d|$)"
)
SAME = 0.5  # beyond this share of its references met elsewhere, a sheet tells the same residences again


def missing_fields(table: Table) -> list[str]:
    """What a list of residences lacks; a commune, an address or a heading that tells it gives the Insee code."""
    missing = [name for name in NEEDED if name not in table.fields]
    is_placed = {"insee", "commune", "address"} & set(table.fields)
    return missing if is_placed or (not missing and _is_headed(table)) else [*missing, "insee"]


def _is_headed(table: Table) -> bool:
    """Whether towns stand alone on rows of it."""
    alone = (str(*filled) for row in table.rows if len(filled := set(row.cells) - {None}) == 1)
    headings = (heading_of(text, table.fields) for text in alone)
    return any(heading and heading[0] == "commune" for heading in headings)


def find_tables(
    book: Book, matching: Matching = AS_WRITTEN, chosen: Sequence[str] = ()
) -> tuple[list[Table], list[Table]]:
    """The tables that are read, and the other lists, in the order of the file.

    Without a choice: the sheets that tell other residences than those before them, the latest year first.
    """
    headers = headers_of(book, matching)
    tables = [table_of(book, sheet, header, matching) for sheet, header in headers]
    read = [table for table in tables if table.sheet in chosen]
    told: dict[str, str] = {}
    if not read:
        read, told = _proposed(tables)
    names = [table.sheet for table in read]
    read[0].ignored_sheets = ignored_of(
        book, headers, [sheet for sheet, _ in headers if sheet.name in names]
    )
    for name, twin in told.items():
        other = "FEUILLE_DE_SORTIES" if OF_OTHERS.search(fold_name(name)) else "AUTRE_FEUILLE"
        read[0].findings.tell(
            None, *(("AUTRE_FEUILLE.same", name, twin) if twin else (other, name))
        )
    return read, [table for table in tables if table.sheet not in names]


def _proposed(tables: list[Table]) -> tuple[list[Table], dict[str, str]]:
    """The sheets to read, and those left: {name: the sheet that tells the same residences, or ""}."""
    richest = max(tables, key=lambda table: len(table.fields))
    today = [table for table in tables if not OF_OTHERS.search(fold_name(table.sheet))] or tables
    whole = [table for table in today if set(missing_fields(table)) <= {"code"}]
    if any("code" in table.fields for table in whole):
        whole = [table for table in whole if "code" in table.fields]
    read: list[Table] = []
    twins: dict[str, str] = {}
    codes_of: dict[str, set[str]] = {}
    for table in sorted(whole, key=lambda table: -_year(table.sheet)):
        codes = _codes(table)
        twin = next((n for n, c in codes_of.items() if len(codes & c) > SAME * len(codes)), None)
        if twin is None:
            codes_of[table.sheet] = codes
            read.append(table)
        else:
            twins[table.sheet] = twin
    read = [table for table in tables if table in read] or [richest]
    return read, {table.sheet: twins.get(table.sheet, "") for table in tables if table not in read}


def _year(name: str) -> int:
    """Without one, it is the list of today."""
    return max(map(int, YEAR.findall(name)), default=9999)


def _codes(table: Table) -> set[str]:
    index = table.fields.get("code", table.fields["name"])
    cells = (row.cell(index) for row in table.rows)
    return {str(cell).strip().upper() for cell in cells if not is_blank(cell)}


def agency_of_sheet(table: Table, *, is_alone: bool) -> str | None:
    """The agency that a sheet is of, by its name or by a title over its header, where no column tells it."""
    if "agency" in table.fields:
        return None
    if not is_alone and not GENERIC.match(fold_name(table.sheet)):
        return table.sheet
    titles = (cell for row in table.above for cell in row.cells if isinstance(cell, str))
    named = (title for title in titles if re.match(r"(agence|ag|antenne)\b", fold_name(title)))
    return next((" ".join(title.split()) for title in named), None)


def tell_left_sheets(book: Book, left: Sequence[Table], homes: Mapping[str, int]) -> Findings:
    """What a sheet that is not read says otherwise than the lines: `homes` by agency, or by sheet."""
    found = Findings()
    homes = {fold_agency(name): many for name, many in homes.items()}
    for table in left:
        if "homes" in table.fields:
            _tell_summary(table, homes, found)
    for sheet in book.sheets:
        titles = (row for row in sheet.rows[:HEADER_WITHIN] if len(set(row.cells) - {None}) > 2)
        row = next(titles, None) if HOSTEL.match(fold_name(sheet.name)) else None
        for index, cell in enumerate(row.cells if row else ()):
            if re.match("(nombre de )?(places|lits|capacite)", fold_name(str(cell))):
                found.tell_at(sheet.name, row.number, letter_of(index), "FOYERS", sheet.name)
    return found


def _tell_summary(table: Table, homes: Mapping[str, int], found: Findings) -> None:
    index = table.fields["homes"]
    for row in table.rows:
        label = next((cell for cell in row.cells if isinstance(cell, str) and cell.strip()), "")
        read, said = homes.get(fold_agency(label)), row.cell(index)
        if read is not None and isinstance(said, int) and said != read:
            told = (table.sheet, row.number, grouped(said), label, grouped(read))
            found.tell_at(
                table.sheet, row.number, table.letters["homes"], "RECAPITULATIF_DIFFERENT", *told
            )


def fold_agency(name: str) -> str:
    """« Agence du Bocage » is « Bocage »."""
    return re.sub(r"^(agence|ag|antenne|secteur) ((de la|de l|du|des|de|d) )?", "", fold_name(name))


def tell_absent(table: Table, names: list[str]) -> None:
    if names:
        titles = ", ".join(TITLES[name] for name in names)
        table.findings.tell(None, "COLONNES_ABSENTES", titles, table.header_row)


def tell_columns(tables: Sequence[Table], matching: Matching) -> None:
    """What is missing, and what is hidden and counts."""
    for table in tables:
        missing = missing_fields(table)
        if missing == ["code"] and not has_unknown(table, matching):
            missing = []
        if missing and len(tables) > 1:
            titles = ", ".join(TITLES[name] for name in missing)
            told = (table.sheet, titles, table.header_row)
            table.findings.tell(None, "COLONNES_ABSENTES.sheet", *told)
        else:
            tell_absent(table, missing)
        for name in ("insee", "is_qpv"):
            if not missing and name not in table.fields:
                table.findings.tell(None, f"COLONNE_ABSENTE.{name}")
        for index in sorted(table.hidden & set(table.parts)):
            column = table.columns[index]
            if any(isinstance(row.cell(index), int | float) for row in table.rows):
                told = (column.letter, "COLONNE_MASQUEE", column.letter, column.title)
                table.findings.tell_at(table.sheet, table.header_row, *told)


def has_unknown(table: Table, matching: Matching) -> bool:
    """Whether a column that nobody knows, and that nobody was asked about, may be what is missing."""
    columns = (one for one in table.columns if one.is_unknown)
    said = (matching.said_of(one.index, one.title) for one in columns)
    return None in said
