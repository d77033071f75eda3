"""Sheets read from a file: numbered rows, or a refusal in French."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.spreadsheets.refusals import REFUSALS

type Value = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None

MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 60_000
MAX_COLUMNS = 200
NOTHING: dict = {}


class Unreadable(Exception):
    """The file as a whole cannot be read: `sentence` says what happened and what to do."""

    def __init__(self, code: str, *values: object, sentence: str = ""):
        """`sentence` is of who reads the table, when the refusal is not of the file as such."""
        self.code = code
        self.sentence = sentence or REFUSALS[code].format(*values)
        super().__init__(self.sentence)


@dataclass(slots=True)
class Row:
    """A row with something in it; by column index, `formulas` and `merged` explain its `cells`."""

    number: int
    cells: tuple[Value, ...]
    is_hidden: bool = False
    formulas: dict[int, str] = field(default_factory=lambda: NOTHING)
    merged: dict[int, str] = field(default_factory=lambda: NOTHING)

    def cell(self, index: int) -> Value:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(slots=True)
class Sheet:
    name: str
    rows: list[Row]


@dataclass(slots=True)
class IgnoredSheet:
    name: str
    why: str


@dataclass(slots=True)
class Book:
    """`kind` is xlsx, ods or csv; a typed book tells a number from a text that looks like one."""

    kind: str
    sheets: list[Sheet]
    ignored: list[IgnoredSheet] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    @property
    def is_typed(self) -> bool:
        return self.kind != "csv"


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def has_content(cells: Iterable[Value]) -> bool:
    return any(not is_blank(value) for value in cells)


def trimmed(values: Sequence[Value]) -> tuple[Value, ...]:
    length = len(values)
    while length and values[length - 1] is None:
        length -= 1
    return tuple(None if _is_endless(value) else value for value in values[:length])


def _is_endless(value: Value) -> bool:
    """1e999 and NaN are neither numbers for us nor JSON."""
    return isinstance(value, float) and not math.isfinite(value)


def refuse_too_many_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise Unreadable("TOO_MANY_ROWS")
