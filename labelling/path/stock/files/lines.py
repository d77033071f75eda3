"""Rows of a stock file that are not residences: blank, total, heading, repeated header, note."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from labelling.path.stock.files.columns import Table
from labelling.path.stock.files.issues import Findings, Line, Status
from labelling.path.stock.files.sentences import plain
from labelling.path.stock.files.titles import recognised
from labelling.territories import communes_named, fold_name
from portal.spreadsheets.sheets import Row, is_blank

TOTAL = re.compile(
    r"(sous )?(total|totaux)\b|dont\b|ensemble$|somme\b|nombre total\b|s total\b|sstotal\b"
)
OF_SEVERAL = re.compile(
    r"s t$|ss total\b|moyenne\b|cumul\b|recapitulatif\b|report\b|sous ensemble\b"
)
SUM = re.compile(r"=.*\b(SUM|SOMME|SUBTOTAL|SOUS\.TOTAL|SUMIFS?|SOMME\.SI)\(", re.IGNORECASE)
LONGEST_GAP = 100
LONGEST_HEADING = 60
AGENCY = re.compile(
    r"(agence|ag|antenne|direction|delegation|unite territoriale|pole|groupe d agences)\b"
)
SECTOR = re.compile(r"(secteur|territoire|quartier|site)\b")
AROUND_TOWN = re.compile(r"\W*\b\d{5}\b\W*|^(commune|ville) (de |d['’])|[ :–-]+$", re.IGNORECASE)
COUNTED = re.compile(
    r"\W+\d[\d ]*(logements?|lgts?|logts?|lots?|résidences?|programmes?)\b.*", re.IGNORECASE
)
HOSTEL = re.compile(
    r"foyers?\b|residences? sociales?\b|residences? autonomie\b|ehpad\b|fjt\b|ftm\b|pensions? de famille\b"
)
# Read as written, without folding: asked of each row. What a list keeps beside the homes of today.
HOSTEL_KIND = re.compile(r"(foyer|ehpad|fjt|ftm|r[ée]sidence (sociale|autonomie))\b", re.IGNORECASE)
GONE = re.compile(
    r"(vendu|c[ée]d[ée]|d[ée]moli|d[ée]construit|sorti|ras[ée])(e?s?)\b|((en |mise en )?chantier|"
    r"en (cours de )?construction|construction en cours|vefa|(en )?projet)\b",
    re.IGNORECASE,
)
PLACE = ("insee", "address", "commune", "postcode")


def skipped(row: Row, table: Table) -> Line | None:
    """The ignored line for a row that is not a residence, None for a residence."""
    filled = [
        (index, cell)
        for index, cell in enumerate(row.cells)
        if not is_blank(cell) and index not in row.merged
    ]
    if not filled:
        return ignored(row.number, "LIGNE_VIDE")
    index, first = filled[0]
    fields = table.fields
    if _is_total(row, filled, table):
        return ignored(row.number, "LIGNE_TOTAL", first, row=row)
    if not _has_number(row, fields) and _is_header(row, fields):
        return ignored(row.number, "EN_TETE_REPETE", row=row)
    if len(filled) == 1 and index == fields.get("homes"):
        return ignored(row.number, "LIGNE_TOTAL", first, row=row)
    is_alone = len(filled) == 1 and isinstance(first, str)
    if (is_alone and " " in first.strip()) or _is_headed(filled, table):
        return ignored(row.number, "NOTE", first, row=row)
    if len(filled) <= 2 and (_is_too_short(row, table) or _is_of_nobody(row, fields)):
        return ignored(row.number, "NOTE", first, row=row)
    return None


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


def gap(above: int, number: int) -> list[Line]:
    """The blank rows between two rows; a very long run is told once."""
    if number - above - 1 > LONGEST_GAP:
        return [ignored(above + 1, "LIGNE_VIDE.many", above + 1, number - 1)]
    return [ignored(place, "LIGNE_VIDE") for place in range(above + 1, number)]


def ignored(number: int, code: str, *values: object, row: Row | None = None) -> Line:
    found = Findings()
    found.tell(None, code, *values)
    cells = tuple(plain(cell) for cell in row.cells) if row else ()
    return Line(number, Status.IGNORED, {}, tuple(found), cells)


def heading_of(text: str, fields: dict[str, int]) -> tuple[str, str] | None:
    """(field, value) that a row of a single text gives to those under it; « sector » yields to an agency."""
    text = COUNTED.sub("", " ".join(text.split()))
    folded = fold_name(text)
    if HOSTEL.match(folded):
        return "hostel", text
    if AGENCY.match(folded):
        return "agency", text
    if SECTOR.match(folded):
        return "sector", text
    town = AROUND_TOWN.sub("", text)
    if "commune" not in fields and communes_named(town):
        return "commune", text
    return None


def leave_aside(row: Row, table: Table, keys: Mapping[str, Mapping[str, str]]) -> Line | None:
    """The ignored line of what is no residence of today: struck through, sold, demolished, not built, a hostel."""
    fields = table.fields
    struck = (row.cell(index) for index in table.homes_columns if row.mark(index).is_struck)
    if row.marks and any(struck):  # without homes, it is asked about
        return ignored(row.number, "LIGNE_BARREE", row=row)
    for name in ("status", "kind", "built_year", "homes"):
        raw = row.cell(fields[name]) if name in fields else None
        said = keys[name].get(str(raw).strip(), raw) if name in keys else raw
        if not isinstance(said, str) or said.isdecimal():
            continue
        is_hostel = name == "kind" and HOSTEL_KIND.match(said)
        if is_hostel or (name != "kind" and GONE.match(said)):
            line = ignored(row.number, "FOYER" if is_hostel else "SITUATION", said, row=row)
            line.issues = (replace(line.issues[0], column=table.letters[name]),)
            return line
    return None


def is_heading(text: str) -> bool:
    """Whether a text alone on its row may name what stands under it, rather than remark on it."""
    is_short = len(text.strip()) <= LONGEST_HEADING
    return is_short and re.fullmatch(r"\s*\w[^=]*[^=.;:\s]\s*", text) is not None


def _is_total(row: Row, filled: list[tuple[int, object]], table: Table) -> bool:
    """A row that says so, or adds others up, and stands nowhere."""
    fields = table.fields
    places = (fields[name] for name in PLACE[:3] if name in fields)
    if any(not is_blank(row.cell(index)) for index in places):
        return False
    folded = [fold_name(str(cell)) for _index, cell in filled[:2]]
    if TOTAL.match(folded[0]) or any(map(OF_SEVERAL.match, folded)):
        return True
    sums = [row.formulas.get(index, "") for index in (*table.parts, fields.get("homes"))]
    return len(filled) <= 3 + len(table.parts) and any(map(SUM.match, sums))


def _is_headed(filled: list[tuple[int, object]], table: Table) -> bool:
    """A heading, alone or with the homes of what stands under it."""
    if len(filled) > 1 + len(table.homes_columns) or not isinstance(filled[0][1], str):
        return False
    counted = {index for index, _cell in filled[1:]} <= set(table.homes_columns)
    return counted and heading_of(filled[0][1], table.fields) is not None


def _is_header(row: Row, fields: dict[str, int]) -> bool:
    return len(recognised(row.cells, is_guessed=False)) >= max(2, len(fields) // 2)


def _has_number(row: Row, fields: dict[str, int]) -> bool:
    """No title is one: asked first, for a title is long to recognise and a list has few headers."""
    cells = (row.cell(index) for index in fields.values())
    return any(cell.isdecimal() if isinstance(cell, str) else cell is not None for cell in cells)


def _is_of_nobody(row: Row, fields: dict[str, int]) -> bool:
    """Neither reference, nor name, nor place, nor building: a small table beside or under the list."""
    own = [fields[name] for name in ("code", "name", "block", *PLACE) if name in fields]
    return len(own) > 2 and all(is_blank(row.cell(index)) for index in own)


def _is_too_short(row: Row, table: Table) -> bool:
    """Two cells of a wide table, neither a number of homes nor a place."""
    fields = table.fields
    asked = [fields[name] for name in ("homes", *PLACE) if name in fields]
    is_wide = len(fields) + len(table.parts) > 5 and "homes" in fields and len(asked) > 1
    return is_wide and all(is_blank(row.cell(index)) for index in (*asked, *table.parts))
