"""Header detection: the row of titles, and the field of each column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from labelling.path.stock.files.issues import Column, Findings
from labelling.path.stock.files.layouts import (
    HEADER_WITHIN,
    find_key,
    lay_upright,
    near_ends,
    read_header,
    read_scale,
    read_worths,
)
from labelling.path.stock.files.sentences import REFUSALS, quote_value
from labelling.path.stock.files.titles import (
    AS_WRITTEN,
    WITH_OTHERS,
    Matching,
    field_of,
    guess_field,
    is_minor,
    is_sum,
    parts_of,
    recognised,
    street_of,
)
from labelling.path.stock.files.vocabulary import AXES, TITLES
from labelling.path.stock.scores import WORST
from portal.spreadsheets.sheets import (
    Book,
    IgnoredSheet,
    Row,
    Sheet,
    Unreadable,
    Value,
    is_blank,
    is_ditto,
    letter_of,
)

SAMPLED = 300  # rows that tell what a column holds
SAMPLES = 12  # rows that show it
CODE = re.compile(r"(?=.*\d)[a-z]{0,5}[\d ./_-]+[a-z]?", re.IGNORECASE)
PLACED = re.compile(r"\b\d{5}\W+[^\W\d]")
PART = "homes "  # and its letter: a column of homes that another one goes with


@dataclass
class Table:
    """The rows under the header of the sheet that was chosen.

    `parts` are the columns of homes to add up; `hidden` those that the sheet hides; `above` the rows over the header.
    """

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: list[Row]
    ignored_sheets: tuple[IgnoredSheet, ...]
    is_typed: bool
    findings: Findings = field(default_factory=Findings)
    parts: tuple[int, ...] = ()
    sum: int | None = None  # the column where each row says what its parts make
    hidden: frozenset[int] = frozenset()
    above: tuple[Row, ...] = ()
    street: tuple[int, ...] = ()  # the columns that make an address together
    is_turned: bool = False
    ends: tuple[int, int] | None = None  # the best and the worst note, as a legend says
    worths: dict[str, int] = field(default_factory=dict)  # of the letters of a rating

    @cached_property
    def is_of_another_scale(self) -> bool:
        """Whether its notes are not those of the portal, from 0 (good) to WORST."""
        titles = {one.field: field_of(one.title) for one in self.columns if one.field in AXES}
        is_guessed = any(name != said for name, said in titles.items())
        return bool(titles) and (is_guessed or self.ends not in (None, (0, WORST)))

    @cached_property
    def fields(self) -> dict[str, int]:
        known = (one for one in self.columns if one.field not in (None, WITH_OTHERS))
        found = {one.field: one.index for one in known}
        return {"homes": self.parts[0]} | found if self.parts else found

    @cached_property
    def letters(self) -> dict[str, str]:
        found = {name: self.columns[index].letter for name, index in self.fields.items()}
        counted = self.parts if self.sum is None else (*self.parts, self.sum)
        parts = {f"{PART}{index}": self.columns[index].letter for index in counted}
        return found | parts

    @cached_property
    def homes_columns(self) -> tuple[int, ...]:
        return self.parts or tuple(self.fields[name] for name in ("homes",) if name in self.fields)

    def sample(self, index: int) -> list[Value]:
        """What its first rows hold there, blanks and repetitions left out."""
        return _sampled(self.rows, index)


def find_table(book: Book, matching: Matching = AS_WRITTEN) -> Table:
    """The sheet whose header is the richest; the other sheets are named in `ignored_sheets`."""
    headers = headers_of(book, matching)
    sheet, header = max(headers, key=lambda pair: len(recognised(pair[1].cells, matching)))
    table = table_of(book, sheet, header, matching)
    table.ignored_sheets = ignored_of(book, headers, [sheet])
    for other, _row in headers:
        if other is not sheet:
            table.findings.tell(None, "AUTRE_FEUILLE", other.name)
    return table


def table_of(book: Book, sheet: Sheet, header: Row, matching: Matching) -> Table:
    rows = [row for row in sheet.rows if row.number > header.number]
    width = max(len(row.cells) for row in (header, *rows))
    cells = (header.cell(index) for index in range(width))
    titles = tuple(" ".join(str("" if cell is None else cell).split()) for cell in cells)
    fields = fields_of(titles, rows, matching, book)
    said = {index: matching.said_of(index, title) for index, title in enumerate(titles)}
    free = {
        index: title for index, title in enumerate(titles) if said[index] in (None, WITH_OTHERS)
    }
    parts = () if "homes" in fields else tuple(i for i in parts_of(titles) if i in free)
    sums = [index for index, title in enumerate(titles) if is_sum(title)] if parts else []
    name_of = {index: name for name, index in fields.items()}
    ways = {n: title for n, title in free.items() if name_of.get(n) in (None, "address")}
    street = street_of(ways)
    name_of = dict.fromkeys((*parts, *sums, *street), WITH_OTHERS) | name_of
    letters = [str(n + 1) if sheet.is_turned else letter_of(n) for n in range(len(titles))]
    columns = tuple(
        Column(index, letters[index], title, name_of.get(index), _told_sample(rows, index, title))
        for index, title in enumerate(titles)
    )
    above = tuple(row for row in sheet.rows if row.number < header.number)
    table = Table(sheet.name, header.number, columns, rows, (), book.is_typed, parts=parts)
    table.sum, table.street = sums[0] if len(sums) == 1 else None, street
    table.hidden, table.above, table.is_turned = sheet.hidden_columns, above, sheet.is_turned
    if set(AXES) & set(fields):
        legends = [row for one in book.sheets for row in near_ends(one.rows)]
        table.ends, table.worths = read_scale(legends), read_worths(legends)
        if table.is_of_another_scale:
            first = min((table.fields[axis], axis) for axis in AXES if axis in fields)[1]
            table.findings.tell_at(
                sheet.name, header.number, table.letters[first], "NOTES_D_UNE_AUTRE_ECHELLE"
            )
    _tell_columns(table)
    return table


def ignored_of(
    book: Book, headers: list[tuple[Sheet, Row]], read: list[Sheet]
) -> tuple[IgnoredSheet, ...]:
    """The sheets that are not read, each with the reason why."""
    lists = [sheet.name for sheet, _row in headers]
    names = [sheet.name for sheet in read]
    left = [sheet.name for sheet in book.sheets if sheet.name not in names]
    whys = ((name, "liste non lue" if name in lists else "aucun en-tête reconnu") for name in left)
    return (*book.ignored, *(IgnoredSheet(name, why) for name, why in whys))


def headers_of(book: Book, matching: Matching) -> list[tuple[Sheet, Row]]:
    """The sheets that hold a list, with its header; Unreadable without any."""

    def recognise(cells: Iterable[Value], *, is_guessed: bool = True) -> dict[str, int]:
        return _known(tuple(cells), matching, is_guessed=is_guessed)

    sheets = [lay_upright(sheet, recognise) for sheet in book.sheets]
    found = [
        (sheet, read_header(sheet, row, recognise))
        for sheet in sheets
        if (row := header_of(sheet, matching)) is not None
    ]
    if not found:
        raise Unreadable("NO_HEADER", sentence=REFUSALS["NO_HEADER"])
    return found


def header_of(sheet: Sheet, matching: Matching = AS_WRITTEN) -> Row | None:
    """The row of the first twenty where most titles are recognised, at least two; those that are guessed count half."""

    def worth(row: Row) -> int:
        sure = _known(row.cells, matching, is_guessed=False)
        return len(_known(row.cells, matching)) + len(sure)

    first = [row for row in sheet.rows[:HEADER_WITHIN] if row.number <= HEADER_WITHIN]
    best = max(first, key=worth, default=None)
    return best if best is not None and len(_known(best.cells, matching)) >= 2 else None


def fields_of(
    titles: Sequence[str], rows: list[Row], matching: Matching, book: Book
) -> dict[str, int]:
    """Field → index, where what the columns hold tells what their titles do not."""
    found = recognised(titles, matching)
    said = {index: matching.said_of(index, title) for index, title in enumerate(titles)}
    free = {
        index: titles[index]
        for index, name in said.items()
        if name is None and index not in found.values()
    }
    if "code" not in found and "name" in found and said[found["name"]] is None:
        found |= _code_and_name(found["name"], free, rows)
    if "agency" not in found:
        found |= _coded_agency(free, rows, book)
    if not {"address", "commune", "insee"} & set(found):
        taken = set(found.values())
        for index in free:
            if index not in taken and _share(_sampled(rows, index), PLACED.search) > 0.5:
                found["address"] = index
                break
    at = found.get("is_qpv")
    if at is not None and said[at] is None and not _is_of_quarters(titles[at], rows, at):
        del found["is_qpv"]
    return found


def titled(name: str) -> str:
    """The title of a field, to begin a sentence with."""
    return TITLES[name][0].upper() + TITLES[name][1:]


def _known(
    cells: tuple[Value, ...], matching: Matching, *, is_guessed: bool = True
) -> dict[str, int]:
    """The fields and the columns of homes that these titles name."""
    found = recognised(cells, matching, is_guessed=is_guessed)
    parts = parts_of(cell if isinstance(cell, str) else "" for cell in cells)
    return found | {f"{PART}{index}": index for index in parts}


def _sampled(rows: list[Row], index: int) -> list[Value]:
    return list(_filled(rows[:SAMPLED], index))


def _filled(rows: Iterable[Row], index: int) -> Iterator[Value]:
    cells = (row.cell(index) for row in rows if index not in row.merged)
    return (cell for cell in cells if not is_blank(cell) and not is_ditto(cell))


def _told_sample(rows: list[Row], index: int, title: str) -> str:
    """Without a title, the whole column tells whether it holds something."""
    first = dict.fromkeys(map(quote_value, _filled(rows[:SAMPLES], index)))
    if not (first or title):
        first = dict.fromkeys(map(quote_value, islice(_filled(rows, index), 3)))
    return " · ".join(list(first)[:3])


def _share(cells: list[Value], test) -> float:
    return sum(bool(test(str(cell))) for cell in cells) / len(cells) if cells else 0.0


def _code_and_name(name: int, free: dict[int, str], rows: list[Row]) -> dict[str, int]:
    """Of two columns that name the residence (« Programme », « Libellé »), the one that holds codes is its code."""
    others = [
        index for index, title in free.items() if (field_of(title) or guess_field(title)) == "name"
    ]
    for code, left in ((name, others), *((other, [name]) for other in others)):
        cells = _sampled(rows, code)
        if left and len(cells) > 1 and _share(cells, CODE.fullmatch) > 0.6:
            return {"code": code, "name": left[0]}
    return {}


def _coded_agency(free: dict[int, str], rows: list[Row], book: Book) -> dict[str, int]:
    """The column whose codes are those of agencies in a key of the file."""
    for index in free:
        cells = _sampled(rows, index)
        labels = list(find_key(book, cells).values()) if len(cells) > 1 else []
        if _share(labels, re.compile(r"agence|antenne", re.IGNORECASE).match) > 0.5:
            return {"agency": index}
    return {}


def _is_of_quarters(title: str, rows: list[Row], index: int) -> bool:
    """« Quartier » alone may be where a residence stands: it is a priority one where some cells say no, or nothing."""
    if field_of(title) == "is_qpv" or not re.search(r"quartier\b", title, re.IGNORECASE):
        return True
    if re.search("priorit|qp|politique", title, re.IGNORECASE):
        return True
    no = re.compile(r"(non|n|hors|sans|qp.*)\b", re.IGNORECASE)
    return any(no.match(str(cell)) for cell in _sampled(rows, index))


def _tell_columns(table: Table) -> None:
    letters = table.letters
    for column in table.columns:
        if column.field or not column.is_listed:
            continue
        same = None if is_minor(column.title) else field_of(column.title)
        if same in letters:
            told = (letters[same], column.letter, TITLES[same])
            table.findings.tell(None, "COLONNE_EN_DOUBLE", *told)
        elif column.title:
            table.findings.tell(None, "COLONNE_INCONNUE", column.letter, column.title)
        else:
            table.findings.tell(None, "COLONNE_INCONNUE.untitled", column.letter, column.sample)
