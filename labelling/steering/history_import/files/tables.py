"""Header and kind of each sheet: titles, groups of titles, what is not a table."""

from labelling.cells import is_blank, text_of
from labelling.steering.history_import.files.columns import match_columns, words_of
from labelling.steering.history_import.files.places import region_named
from labelling.steering.history_import.files.sheets import Matching, SheetReading
from labelling.steering.history_import.files.values import value_of
from labelling.steering.history_import.files.vocabulary import (
    AUDITS,
    EVENTS,
    IGNORED,
    KINDS,
    NEEDED,
    TITLES,
)
from portal.spreadsheets.sheets import Book, Row, Sheet

HEADER_WITHIN = 40
EXAMINED = 100
SHARE = 0.7


def read_structure(book: Book, matching: Matching) -> list[SheetReading]:
    """Every sheet of the book, those that are not read with the reason."""
    return [_read_sheet(sheet, matching) for sheet in book.sheets]


def _read_sheet(sheet: Sheet, matching: Matching) -> SheetReading:
    said = matching.of_sheet(sheet.name)
    if said.kind == IGNORED:
        return _ignored(sheet, "Non lue, à votre demande.")
    if sheet.is_hidden and not said.kind:
        return _ignored(sheet, "Feuille masquée.")
    if said.header_row is not None:
        header = next((row for row in sheet.rows if row.number == said.header_row), None)
        kind = said.kind or (_kind_of(header) if header else None)
    else:
        header, kind = _find_header(sheet, said.kind)
    if header is None or kind is None:
        return _ignored(sheet, "Aucun en-tête reconnu.")
    return _with_columns(sheet, _settled(kind, sheet, header), header, matching)


def _ignored(sheet: Sheet, why: str) -> SheetReading:
    return SheetReading(sheet.name, IGNORED, why, is_hidden=sheet.is_hidden, sheet=sheet)


def _find_header(sheet: Sheet, only: str) -> tuple[Row | None, str | None]:
    """The row of the first forty that names most words of one kind; the highest on a tie."""
    best: tuple[float, Row | None, str | None] = (0, None, None)
    for row in sheet.rows:
        if row.number > HEADER_WITHIN:
            break
        for kind in [only] if only else TITLES:
            words = words_of(row.cells, kind)
            is_one = "name" in words and (only or _has_needed(words, kind))
            if is_one and sum(words.values()) > best[0]:
                best = (sum(words.values()), row, kind)
    return best[1], best[2]


def _kind_of(header: Row) -> str | None:
    words = {kind: words_of(header.cells, kind) for kind in TITLES}
    fit = [kind for kind in TITLES if _has_needed(words[kind], kind)] or list(TITLES)
    return max(fit, key=lambda kind: sum(words[kind].values()))


def _has_needed(words: dict[str, float], kind: str) -> bool:
    return any(words.keys() >= set(group) for group in NEEDED[kind])


def _settled(kind: str, sheet: Sheet, header: Row) -> str:
    """« Date, Organisme, Type » says audits or events: the types decide."""
    if kind not in (AUDITS, EVENTS) or not _has_needed(words_of(header.cells, EVENTS), EVENTS):
        return kind
    column = next(
        index for index, cell in enumerate(header.cells) if "event" in words_of((cell,), EVENTS)
    )
    rows = [row for row in sheet.rows if row.number > header.number][:EXAMINED]
    cells = [text_of(row.cell(column)) for row in rows if not is_blank(row.cell(column))]
    audits = sum(value_of("audit_type", cell) is not None for cell in cells)
    return AUDITS if cells and audits >= SHARE * len(cells) else EVENTS


def _with_columns(sheet: Sheet, kind: str, header: Row, matching: Matching) -> SheetReading:
    above = [row for row in sheet.rows if row.number < header.number]
    group = above[-1] if above and _is_group(above[-1], header, sheet) else None
    titles = [row for row in above if row is not group and _texts(row)]
    rows = [row for row in sheet.rows if row.number > header.number]
    columns = match_columns(kind, sheet.name, header, group, rows, matching)
    for column in columns:
        column.is_hidden = column.index in sheet.hidden_columns
    if not any(column.word == "name" for column in columns):
        nameless = _ignored(sheet, "Aucune colonne ne dit l’organisme.")
        nameless.header_row, nameless.columns = header.number, columns
        return nameless
    region = region_named(sheet.name)
    return SheetReading(
        sheet.name,
        kind,
        KINDS[kind].capitalize() + ".",
        header_row=header.number,
        group_row=group.number if group else None,
        title_row=titles[0].number if titles else None,
        is_hidden=sheet.is_hidden,
        region=region,
        columns=columns,
        sheet=sheet,
    )


def _is_group(row: Row, header: Row, sheet: Sheet) -> bool:
    """Several texts just above the titles, spread over them by merged cells."""
    is_merged = any(_is_wide_merge(place, row.number) for place in sheet.merges)
    return row.number == header.number - 1 and len(_texts(row)) > 1 and is_merged


def _is_wide_merge(place: str, number: int) -> bool:
    first, _, last = place.partition(":")
    return first.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number) and first[0] != last[0]


def _texts(row: Row) -> list[str]:
    return [text for cell in row.cells if isinstance(cell, str) and (text := text_of(cell))]
