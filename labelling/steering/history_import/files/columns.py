"""Columns matched to the portal's words: by their title, by their content, or as the user says."""

import datetime
import re
from collections.abc import Callable

from labelling.cells import fold, is_blank, text_of
from labelling.numbers import read_siren
from labelling.steering.history_import.files.places import departement_of_text, region_of_text
from labelling.steering.history_import.files.sheets import ColumnReading, Matching
from labelling.steering.history_import.files.values import value_of
from labelling.steering.history_import.files.vocabulary import (
    EVENTS,
    ORGANISMS,
    ROW_NUMBERS,
    TITLES,
    WORDS,
)
from portal.spreadsheets.sheets import Row, Value, is_ditto, letter_of

LONGEST_TITLE = 80
SHORTEST_ABBREVIATION = 3
SYNONYMS = {
    kind: {one: word for word, text in titles.items() for one in text.split("|")}
    for kind, titles in TITLES.items()
}
SAMPLES = 3
EXAMINED = 200  # cells of a column that has no known title
SHARE = 0.8
EXACT = "Le titre «\u00a0{0}\u00a0» veut dire «\u00a0{1}\u00a0»."
ABBREVIATED = "Le titre «\u00a0{0}\u00a0» abrège «\u00a0{1}\u00a0»."
CONTAINED = "Le titre «\u00a0{0}\u00a0» contient «\u00a0{1}\u00a0»."
SURE = {EXACT: 1, ABBREVIATED: 0.9, CONTAINED: 0.5}


def match_columns(
    kind: str, name: str, header: Row, group: Row | None, rows: list[Row], matching: Matching
) -> list[ColumnReading]:
    """A word is given to one column: what the user says, then titles, then contents."""
    columns = _titled(header, group, rows)
    said = matching.of_sheet(name).columns
    titles = matching.titles.get(kind, {})
    for column in columns:
        if column.letter in said:
            _give(column, said[column.letter] or None, "user", "Choisi par vous.")
        elif fold(column.title) in titles:
            word = titles[fold(column.title)] or None
            _give(column, word, "user", "Choisi par vous pour un fichier précédent.")
    taken = {column.word for column in columns if column.word}
    _match_titles(columns, kind, taken)
    _match_contents(columns, kind, rows, taken)
    for column in columns:
        column.samples = _samples(column.index, rows)
        if not column.reason:
            column.reason = "Titre inconnu\u00a0: la colonne n’est pas lue."
    return columns


def words_of(cells: tuple[Value, ...], kind: str) -> dict[str, float]:
    """The words that a row of titles names, with how sure each is."""
    found = (word_of_title(text_of(cell), kind) for cell in cells if isinstance(cell, str))
    words: dict[str, float] = {}
    for word, reason in filter(None, found):
        words[word] = max(words.get(word, 0), SURE[reason])
    return words


def _titled(header: Row, group: Row | None, rows: list[Row]) -> list[ColumnReading]:
    width = max([len(header.cells), *(len(row.cells) for row in rows[:EXAMINED])])
    columns = []
    above = ""
    for index in range(width):
        title = text_of(header.cell(index))
        above = text_of(group.cell(index)) or above if group else ""
        column = ColumnReading(index, letter_of(index), title)
        if not title and group and text_of(group.cell(index)):
            column.title = above
        elif group:
            column.group = above
        if column.title or any(not is_blank(row.cell(index)) for row in rows[:EXAMINED]):
            columns.append(column)
    return columns


def _match_titles(columns: list[ColumnReading], kind: str, taken: set[str]) -> None:
    """Titles that are a word as such go first: an abbreviation never takes their place."""
    for is_exact in (True, False):
        for column in columns:
            if column.origin or not (found := _word_of(column, kind)):
                continue
            word, reason = found
            if is_exact != (reason == EXACT):
                continue
            if word in taken:
                column.reason = f"Une autre colonne dit déjà «\u00a0{WORDS[word]}\u00a0»."
                continue
            taken.add(word)
            shown = WORDS[word]
            _give(column, word, "title", reason.format(column.title, shown))


def word_of_title(title: str, kind: str) -> tuple[str, str] | None:
    """The word and the reason, to be filled with the title and the word."""
    if not title or len(title) > LONGEST_TITLE:
        return None
    synonyms = SYNONYMS[kind]
    texts = (fold(title), fold(re.sub(r"\(.*?\)", " ", title)))
    for text in texts:
        if text in synonyms:
            return synonyms[text], EXACT
    for synonym, word in synonyms.items():
        if _abbreviates(texts[1], synonym):
            return word, ABBREVIATED
    contained = [one for one in synonyms if len(one) > 3 and f" {one} " in f" {texts[1]} "]
    if contained:
        return synonyms[max(contained, key=len)], CONTAINED
    return None


def _word_of(column: ColumnReading, kind: str) -> tuple[str, str] | None:
    """« du » under « Label » is « label du »."""
    if found := word_of_title(column.title, kind):
        return found
    whole = word_of_title(f"{column.group} {column.title}", kind) if column.title else None
    return whole if whole and whole[1] == EXACT else None


def _abbreviates(text: str, whole: str) -> bool:
    """« candid » for « candidature », « nc maj » for « nc majeures »."""
    parts, words = text.split(), whole.split()
    return (
        len(parts) == len(words)
        and any(len(part) >= SHORTEST_ABBREVIATION for part in parts)
        and all(
            word == part or (len(part) >= SHORTEST_ABBREVIATION and word.startswith(part))
            for part, word in zip(parts, words, strict=True)
        )
    )


def _give(column: ColumnReading, word: str | None, origin: str, reason: str) -> None:
    column.word, column.origin, column.reason = word, origin, reason


def _match_contents(
    columns: list[ColumnReading], kind: str, rows: list[Row], taken: set[str]
) -> None:
    """A column without a known title whose cells can be only one thing."""
    for column in columns:
        if fold(column.title) in ROW_NUMBERS and not column.origin:
            column.reason = "Numéro de ligne\u00a0: la colonne n’est pas lue."
        if column.origin or column.reason:
            continue
        cells = [row.cell(column.index) for row in rows[:EXAMINED]]
        cells = [cell for cell in cells if not is_blank(cell) and not is_ditto(cell)]
        for word, is_one in CONTENTS.get(kind, {}).items():
            told = sum(map(is_one, cells))
            if word not in taken and len(cells) >= SAMPLES and told >= SHARE * len(cells):
                taken.add(word)
                reason = f"{told} cellules sur {len(cells)} en ont la forme\u00a0: {WORDS[word]}."
                _give(column, word, "content", reason)
                break


def _is_siren(cell: Value) -> bool:
    return bool(re.search(r"\d", text_of(cell))) and read_siren(cell).kept is not None


def _is(word: str) -> Callable[[Value], bool]:
    return lambda cell: isinstance(cell, str) and value_of(word, cell) is not None


_OF_ORGANISMS = {
    "emails": lambda cell: isinstance(cell, str) and "@" in cell,
    "siren": _is_siren,
    "family": _is("family"),
    "region": lambda cell: isinstance(cell, str) and region_of_text(text_of(cell)) is not None,
    "departement": lambda cell: isinstance(cell, str) and departement_of_text(cell) is not None,
    "status": _is("status"),
}
CONTENTS = {
    ORGANISMS: _OF_ORGANISMS,
    EVENTS: {
        "on": lambda cell: isinstance(cell, datetime.date),
        "event": _is("event"),
        "siren": _is_siren,
    },
}


def _samples(index: int, rows: list[Row]) -> list[str]:
    found: list[str] = []
    for row in rows[:EXAMINED]:
        cell = row.cell(index)
        text = cell.strftime("%d/%m/%Y") if isinstance(cell, datetime.date) else text_of(cell)
        if text and text not in found:
            found.append(text[:LONGEST_TITLE])
        if len(found) == SAMPLES:
            break
    return found
