"""Sheets read from a file: numbered rows, or a refusal in French."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

REFUSALS = {
    "BOMB": "Le classeur, une fois décompressé, dépasse les limites du portail. "
    "Copiez la liste dans un classeur neuf et déposez celui-ci.",
    "BROKEN": "Le portail n’a pas su lire ce fichier. Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx "
    "sous un autre nom et déposez-le de nouveau. Si cela recommence, donnez-nous cette référence\u00a0: {}.",
    "DAMAGED": "Le fichier est abîmé et ne s’ouvre pas. "
    "Ouvrez-le dans votre tableur, enregistrez-le et déposez-le de nouveau.",
    "EMPTY": "Le fichier est vide. Vérifiez qu’il s’agit du bon fichier et déposez-le de nouveau.",
    "MACROS": "Le classeur contient des macros. "
    "Enregistrez-le au format .xlsx ou .ods sans macro et déposez-le de nouveau.",
    "NESTED": "Le classeur contient un autre fichier inséré. "
    "Retirez-le, enregistrez et déposez de nouveau.",
    "NOT_A_SHEET": "Le fichier n’est pas un tableur lisible ici. "
    "Enregistrez la liste au format XLSX, ODS ou CSV.",
    "OLD_XLS": "Le classeur est au format .xls d’avant 2007. "
    "Dans Excel\u00a0: Fichier, Enregistrer sous, Classeur Excel (.xlsx). "
    "Déposez ensuite ce nouveau fichier.",
    "PDF": "Le fichier est un PDF. Déposez la liste au format XLSX, ODS ou CSV.",
    "PROTECTED": "Le classeur est protégé par un mot de passe. "
    "Retirez le mot de passe et déposez-le de nouveau.",
    "QUOTES": "Vers la ligne {} du fichier, un guillemet n’est pas refermé ou tombe au milieu "
    "d’une cellule. Ouvrez le fichier dans un tableur, corrigez cette ligne et enregistrez.",
    "TOO_BIG": "Le fichier dépasse 25 Mo. "
    "Retirez les images et les feuilles inutiles, ou séparez-le en deux.",
    "TOO_MANY_ROWS": "Le fichier compte plus de 60 000 lignes. "
    "Séparez-le en plusieurs fichiers, par exemple un par région ou par agence.",
    "WEB_PAGE": "Le fichier est une page web ou du XML, même s’il porte un nom de tableur. "
    "Ouvrez-le dans un tableur et enregistrez-le au format .xlsx.",
}


SHEET = "Remarques du portail"
MARK = "— Portail Quali’Hlm —"  # under it, in a comment of a cell, nothing is of who owns the file


def with_ours(comment: str, remarks: list[str]) -> str:
    """The comment that the cell had, then ours."""
    return "\n".join(filter(None, (comment, MARK, *remarks)))


def without_ours(comment: str) -> str:
    return comment.partition(MARK)[0].strip()


def is_ours(sheet_name: str) -> bool:
    return sheet_name == SHEET


type Value = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None

MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 60_000
MAX_COLUMNS = 200
NOTHING: dict = {}
OUT_OF_DATES = "#VALUE!"  # what a spreadsheet shows of a day that no calendar has


class Unreadable(Exception):
    """The file as a whole cannot be read: `sentence` says what happened and what to do."""

    def __init__(self, code: str, *values: object, sentence: str = ""):
        """`sentence` is of who reads the table, when the refusal is not of the file as such."""
        self.code = code
        self.sentence = sentence or REFUSALS[code].format(*values)
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell shows beside its value; `number_format` is written as in the file."""

    fill: str = ""  # « #B7E1A1 »; white counts as nothing
    comment: str = ""
    number_format: str = ""
    is_struck: bool = False


PLAIN = Mark()


@dataclass(slots=True)
class Row:
    """A row with something in it; by column index, `formulas` and `merged` explain its `cells`.

    `marks` holds the cells that have one, when the file is read with its marks.
    """

    number: int
    cells: tuple[Value, ...]
    is_hidden: bool = False
    formulas: dict[int, str] = field(default_factory=lambda: NOTHING)
    merged: dict[int, str] = field(default_factory=lambda: NOTHING)
    marks: dict[int, Mark] = field(default_factory=lambda: NOTHING)

    def cell(self, index: int) -> Value:
        return self.cells[index] if index < len(self.cells) else None

    def mark(self, index: int) -> Mark:
        return self.marks.get(index, PLAIN)


@dataclass(slots=True)
class Sheet:
    """Its rows that hold something; `merges` are all its merged ranges (« H2:O2 »).

    `is_turned`: its reader has made its columns rows.
    """

    name: str
    rows: list[Row]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    is_turned: bool = False


@dataclass(slots=True)
class IgnoredSheet:
    name: str
    why: str


@dataclass(slots=True)
class Book:
    """`kind` is xlsx, ods, csv or html; a typed book tells a number from a text that looks like one."""

    kind: str
    sheets: list[Sheet]
    ignored: list[IgnoredSheet] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    @property
    def is_typed(self) -> bool:
        return self.kind in ("xlsx", "ods")


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def letter_of(index: int) -> str:
    """The letters of a column, from its index: 0 is A."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


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


def time_of(seconds: int) -> Value:
    """An hour of the day, or « 26:30:00 » of what lasts longer or is negative."""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    if hour < 24 and seconds >= 0:
        return datetime.time(hour, minute, second)
    return f"{'-' if seconds < 0 else ''}{hour}:{minute:02}:{second:02}"


def refuse_too_many_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise Unreadable("TOO_MANY_ROWS")


DITTOS = {
    "idem",
    "id",
    "id.",
    "ibid",
    "ditto",
    '"',
    "''",
    "\u2019\u2019",
    "\u201d",
    "\u00bb",
    "//",
    "\u2193",
    "\u3003",
    "-\u201d-",
    '-"-',
}


def is_ditto(value: Value) -> bool:
    return isinstance(value, str) and " ".join(value.split()).lower() in DITTOS
