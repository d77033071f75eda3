"""Vocabulary of one file: its keys of codes, its legends in words and in colours, abbreviations near known words."""

import re
from collections import defaultdict

from labelling.cells import fold, text_of, unaccented
from labelling.steering.history_import.reader.tables.base import KEYS, PROSE, Cell, Table
from labelling.steering.history_import.reader.texts.statements import outcome_of
from labelling.steering.history_import.reader.texts.vocabulary import (
    PLANNED,
    STATUSES,
    STEPS,
    first_of,
)
from portal.spreadsheets.sheets import Book

EQUALS = re.compile(r"^\W{0,3}([A-Za-zÀ-ÿ0-9+\-–/.&²]{1,12}?)\s*(?:=|:)\s*([^=]{3,60})$")


SEPARATORS = re.compile(r"\s*[;,\n]\s+|\.\s+|\s{3,}|\s+[–—/|-]\s+|\s*;\s*")


IGNORED = re.compile(r"ne pas compter|ne compte(nt)? pas|annulee?s?\b|a ignorer|hors suivi|erreur")


BESIDE = re.compile(r"^\W{0,2}([A-ZÉ][A-Za-z]{0,4}[+\-–]?|[A-ZÉ]{1,6})\s+([a-zà-ÿ].{3,40})$")


class Codes:
    """Meanings of the file's own words, and the group of each key."""

    def __init__(self, book: Book, tables: list[Table], colours: dict[str, str] | None = None):
        """`colours`: {fill: status}, as somebody said."""
        self.words: dict[str, str] = {}
        self.keys: dict[str, dict[str, str]] = defaultdict(dict)
        self.colours: dict[str, str] = {}
        self.legend: dict[str, str] = {}  # colour → its text
        self.ignored: set[str] = set()  # colours of rows that do not count
        self.planned: set[str] = set()  # colours of what is yet to come
        self.translations: dict[str, dict[int, dict[str, str]]] = defaultdict(dict)
        for table in tables:
            if table.grain == KEYS:
                self._read_key(table)
            for text in self._legend_lines(table):
                self._read_line(text)
        self._read_colours(book, tables)
        self.colours |= colours or {}
        for table in tables if self.keys else ():
            self._translate(table)

    def _translate(self, table: Table) -> None:
        """The columns whose values are codes of a list."""
        for column in table.columns:
            if column.role in ("family", "status", "outcome", "fact_kind", "object", "departement"):
                texts = [
                    cells[0].text
                    for record in table.records
                    if (cells := record.cells.get(column.index))
                ]
                values = {text for text in texts if text and text != "0"}
                if values and (key := self.key_of(values, column.title)):
                    self.translations[table.sheet][column.index] = key

    def _legend_lines(self, table: Table) -> list[str]:
        lines = [cell.text for cell in table.notes if isinstance(cell.value, str)]
        if table.grain == PROSE:
            return lines
        return [*lines, *table.titles[1:]]

    def _read_line(self, text: str) -> None:
        """« F = favorable », « C candidature – R recevable », « MD Mickaël Darcoussin »."""
        bare = re.sub(r"^\s*(?:NB|Nota|Cl[ée]f?|L[ée]gende|Codes?|Lire|\(\d\))\s*:?\s*", "", text)
        parts = [part.strip() for part in SEPARATORS.split(bare)]
        said = [match for part in parts if (match := EQUALS.match(part))]
        beside = [match for part in parts if (match := BESIDE.match(part) or _initials(part))]
        for match in said + (beside if len(beside) > 1 else []):
            code, meaning = _code(match[1]), match[2].strip()
            known = first_of(STEPS, code)  # « AMO / AV = audits » teaches nothing
            if known is None or first_of(STEPS, unaccented(meaning)) or outcome_of(meaning):
                self.words.setdefault(code, meaning)

    def _read_key(self, table: Table) -> None:
        """Two columns, or three when one says of which list the codes are."""
        titles = {column.index: fold(column.title) for column in table.columns}
        label = next(
            (
                index
                for index, title in titles.items()
                if re.match(
                    r"^(lib|libelle|signif|sens|intitule|en clair|designation|texte|veut dire|correspond)",
                    title,
                )
            ),
            None,
        )
        code = next(
            (
                index
                for index, title in titles.items()
                if re.match(r"^(cd|code|sigle|abrev|symbole|lettre)", title) and index != label
            ),
            None,
        )
        group = next((index for index in titles if index not in (label, code)), None)
        for record in table.records:
            texts = {index: cells[0].text for index, cells in record.cells.items() if cells}
            if texts.get(code) and texts.get(label):
                self.keys[texts.get(group, "")][texts[code]] = texts[label]
                if group is None:
                    self.words.setdefault(_code(texts[code]), texts[label])

    def key_of(self, values: set[str], title: str) -> dict[str, str] | None:
        """The list that holds most of a column's codes; of equals, the one that its title names."""
        words = fold(title).split()
        ranked = sorted(
            self.keys.items(), key=lambda pair: (len(values & set(pair[1])), fold(pair[0]) in words)
        )
        best = ranked[-1][1] if ranked else {}
        return best if len(values & set(best)) >= 0.6 * len(values) else None

    def read(self, sheet: str, index: int, cell: Cell) -> str:
        """The meaning of a cell: through the key of its column, else with its abbreviations in full."""
        if index in self.translations.get(sheet, {}) and not cell.said:
            return self.translations[sheet][index].get(cell.text, "")
        return self.expand(cell.text) if isinstance(cell.value, str) else cell.text

    def expand(self, text: str) -> str:
        """The text with the file's own abbreviations in full: the whole cell, or words that are one."""
        if not text or len(text) > 200:
            return text
        whole = re.fullmatch(r"\W{0,2}(.*?[^\d\s()?]?)((?:\s*\d{1,2})?[)?\s]*)", text)
        if whole and (meaning := self.words.get(_code(whole[1]))):
            return meaning + (" " if whole[2] else "") + whole[2]
        parts = re.split(r"(\s+|\s*[;,/()]\s*)", text)
        return "".join(
            self.words[_code(part)]
            if len(part) > 1 and part.upper() == part and _code(part) in self.words
            else part
            for part in parts
        )

    def _read_colours(self, book: Book, tables: list[Table]) -> None:
        """A coloured cell alone with a text is a legend where rows of the tables have its colour."""
        used = {
            cell.mark.fill
            for table in tables
            for record in table.records
            for cells in record.cells.values()
            for cell in cells
        }
        for row in (row for sheet in book.sheets for row in sheet.rows):
            fills = {mark.fill for mark in row.marks.values() if mark.fill}
            texts = [text for cell in row.cells if (text := text_of(cell))]
            if len(fills) == len(texts) == 1 and fills <= used:
                self._read_colour(fills.pop(), texts[0])

    def _read_colour(self, fill: str, text: str) -> None:
        folded = fold(text)
        self.legend.setdefault(fill, text)
        if IGNORED.search(folded):
            self.ignored.add(fill)
        elif PLANNED.search(folded):
            self.planned.add(fill)
        elif status := first_of(STATUSES, folded):
            self.colours.setdefault(fill, status)


def _initials(text: str) -> re.Match | None:
    """« VL Viviane Lopérat »: initials, then the person whose they are."""
    match = re.match(r"^([A-Z]{2,3})\s+((?:[A-ZÉÈÎ][\w’'-]+ ?){2,3})$", text)
    names = re.findall(r"[A-ZÉÈÎ]", unaccented(match[2]).title()) if match else []
    return match if match and names[0] == match[1][0] and names[-1] == match[1][-1] else None


def _code(text: str) -> str:
    return unaccented(text).replace("–", "-").strip(" .()?")
