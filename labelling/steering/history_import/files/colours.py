"""Colours of a tracking file: told by its legend, never guessed; the dates choose among its words."""

from collections import Counter
from dataclasses import dataclass, field

from labelling.cells import text_of
from labelling.steering.history_import.files.dates import period
from labelling.steering.history_import.files.sheets import Matching, SheetReading
from labelling.steering.history_import.files.values import statuses_of_legend
from labelling.steering.history_import.files.vocabulary import ORGANISMS
from portal.spreadsheets.sheets import Book, Row

FEWEST_CELLS = 2  # of a row of data; a legend has one a row


@dataclass(slots=True)
class Legend:
    """`words`: colour → text; `rows`: by sheet, the rows that are the legend."""

    words: dict[str, str] = field(default_factory=dict)
    rows: dict[str, set[int]] = field(default_factory=dict)


def find_legend(book: Book, sheets: list[SheetReading]) -> Legend:
    """Coloured texts side by side, away from the data, one of them at least in a colour of its rows."""
    used = _used(sheets)
    legend = Legend()
    for sheet in book.sheets:
        for block in _blocks(sheet.rows):
            if used & {fill for _row, fill, _text in block}:
                legend.rows.setdefault(sheet.name, set()).update(row for row, _f, _t in block)
                legend.words |= {fill: text for _row, fill, text in block}
    return legend


def _used(sheets: list[SheetReading]) -> set[str]:
    """The colours of rows of organisms."""
    return {
        fill
        for reading in sheets
        if reading.kind == ORGANISMS
        for row in reading.sheet.rows
        if row.number > reading.header_row
        and _width(row) >= FEWEST_CELLS
        and (fill := colour_of(row))
    }


def colour_of(row: Row) -> str:
    """The colour of most of its cells."""
    fills = Counter(mark.fill for mark in row.marks.values() if mark.fill)
    fill, count = fills.most_common(1)[0] if fills else ("", 0)
    return fill if count * 2 > _width(row) else ""


def _width(row: Row) -> int:
    return sum(cell is not None and text_of(cell) != "" for cell in row.cells)


def _blocks(rows: list[Row]) -> list[list[tuple[int, str, str]]]:
    """Rows that follow each other, each with one text and one colour, in its cell or beside it."""
    blocks: list[list[tuple[int, str, str]]] = []
    for row in rows:
        texts = [text_of(cell) for cell in row.cells if text_of(cell)]
        fills = {mark.fill for mark in row.marks.values() if mark.fill}
        if len(texts) != 1 or len(fills) != 1:
            continue
        entry = (row.number, fills.pop(), texts[0])
        if blocks and blocks[-1][-1][0] == row.number - 1:
            blocks[-1].append(entry)
        else:
            blocks.append([entry])
    return blocks


class Colours:
    """The status that a coloured row without one may have."""

    def __init__(self, legend: Legend, matching: Matching, withdrawn: set[str]):
        """`withdrawn`: the organisms whose label a committee took back."""
        self.legend, self.said = legend, matching.values.get("colour", {})
        self.withdrawn = withdrawn
        self.written: list[dict] = []  # organisms whose status is written

    def knows(self, colour: str) -> bool:
        return colour in self.said or colour in self.legend.words

    def status(self, colour: str, organism: dict) -> str | None:
        if colour in self.said:
            return self.said[colour]
        choices = statuses_of_legend(self.legend.words.get(colour, ""))
        if len(choices) < 2:
            return choices[0] if choices else None
        return self._by_milestones(choices, organism) or self._by_nearest(choices, organism)

    def _by_milestones(self, choices: tuple[str, ...], organism: dict) -> str | None:
        """What the path of the label leaves possible (states of dossiers and labels)."""
        is_labelled = organism.get("label") is not None
        orders = {
            "scheduled": bool(organism["committee_on"]) and not is_labelled,
            "audit": not organism["committee_on"],
            "withdrawn": organism["name"] in self.withdrawn,
            "suspended": is_labelled,
            "renounced": is_labelled,
            "discontinued": bool(organism["hqs_on"]),
            "dismissed": not organism["hqs_on"],
        }
        return next((one for one in orders if one in choices and orders[one]), None)

    def _by_nearest(self, choices: tuple[str, ...], organism: dict) -> str | None:
        """As the organism of the same file, its status written, that came there at nearly the same day."""
        for milestone in ("hqs_on", "application_on"):
            if kept := organism[milestone]:
                day = period(kept)[0]
                near = [
                    (abs((period(other[milestone])[0] - day).days), other["status"])
                    for other in self.written
                    if other["status"] in choices and other[milestone]
                ]
                return min(near)[1] if near else choices[0]
        return choices[0]
