"""Tables that people send, one row a thing: columns told by their titles in any order, each row with its place."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django import forms

from labelling.cells import fold, is_blank, text_of
from portal.core.csv_sheets import as_typed
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import (
    MAX_BYTES,
    Mark,
    Row,
    Sheet,
    Unreadable,
    Value,
    is_ditto,
    letter_of,
)
from portal.web.forms import NOT_A_CHOICE, Form

HEADER_WITHIN, MOST = 20, 200
PREFIX = "column-"  # and its key: the field where a column is said what it is
UNREAD = ("", "(n’est pas lue)")
SMALL_WORDS = {"de", "du", "des", "d", "la", "le", "les", "l", "au", "a", "n"}
TOO_MANY = "Ce fichier a plus de {} lignes\u00a0: séparez-le."


@dataclass(frozen=True, slots=True)
class Column:
    """`sample`: what its first rows hold."""

    index: int
    letter: str
    title: str
    field: str | None
    sample: str = ""

    @property
    def key(self) -> str:
        """What is said of a column goes by its title, or by its place when it has none."""
        return fold_title(self.title) or f"#{self.index}"

    @property
    def is_listed(self) -> bool:
        """Whether it says something, or may."""
        return bool(self.title or self.field or self.sample)

    @property
    def is_unknown(self) -> bool:
        return self.is_listed and not self.field

    def __str__(self) -> str:
        return f"«\u00a0{self.title}\u00a0»" if self.title else f"{self.letter}, sans titre"


@dataclass
class TableRow:
    """`texts` are its cells, by field, `raw` their values, `marks` and `cells` (their names) likewise.

    `act` is what the row does, if anything; `faults` say, cell by cell, why it is left aside.
    """

    place: str
    texts: dict[str, str]
    cells: dict[str, str]
    raw: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    name: str = ""
    facts: dict = field(default_factory=dict)
    act: str = ""
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def refuse(self, name: str, sentence: str) -> None:
        """The first fault of the cell of that field, or one of the row where it has no such column."""
        start = f"{cell}\u00a0: " if (cell := self.cells.get(name)) else ""
        if not (start and any(one.startswith(start) for one in self.faults)):
            self.faults.append(f"{start}{sentence}")

    def check(self, form: forms.BaseForm) -> bool:
        """Whether the form made of its texts is right; each of its sentences stands with its cell."""
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            for sentence in errors:
                self.refuse(name, f"{label}\u00a0: {sentence}" if label else str(sentence))
        return not self.faults


@dataclass
class Table:
    rows: list[TableRow]
    columns: list[Column]
    labels: dict[str, str]  # of the fields that a column may be said to be

    @property
    def unkept(self) -> list[str]:
        """The columns that the portal has no place for."""
        return [one.title or str(one) for one in self.columns if one.is_unknown]

    @property
    def kept(self) -> list[TableRow]:
        """Those with something to do."""
        return [row for row in self.rows if row.act and not row.faults]

    @property
    def wrong(self) -> int:
        return sum(bool(row.faults) for row in self.rows)


@faults_refused()
def read_table(
    upload: object,
    titles: Mapping[str, str],
    *,
    needs: Collection[set[str]],
    no_header: str,
    said: Mapping[str, str] | None = None,
    most: int = MOST,
    fold_with: Callable[[str], str] | None = None,
    with_marks: bool = False,
) -> Table:
    """The rows under the first line whose columns hold one of the sets `needs`, of each sheet that has one.

    `titles`: {field: its titles, parted by « | », the first of which names it}; `said`: {key of a column: field}.
    Unreadable with `no_header` where no sheet has them. A cell that repeats the one above has its value.
    """
    folded = fold_with or fold_title
    known = {folded(one): name for name, all_of in titles.items() for one in all_of.split("|")}
    said = {key: name if name in titles else "" for key, name in (said or {}).items()}
    rows: list[TableRow] = []
    listed: dict[str, Column] = {}
    has_header = False
    for sheet in read(upload, with_marks=with_marks).sheets:
        width = max((len(row.cells) for row in sheet.rows), default=0)
        for header in sheet.rows[:HEADER_WITHIN]:
            columns = _columns(header, width, known, said, folded)
            found = {one.field: one.index for one in columns if one.field}
            is_titled = any(one.field and one.title for one in columns)
            if is_titled and any(need <= set(found) for need in needs):
                break
        else:
            continue
        has_header = True
        under = [row for row in sheet.rows if row.number > header.number]
        rows += _rows(sheet, under, found)
        for one in (replace(one, sample=_sample(under, one.index)) for one in columns):
            if one.is_listed and not (one.key in listed and listed[one.key].field):
                listed[one.key] = one
    if not has_header:
        raise Unreadable("NO_HEADER", sentence=no_header)
    if len(rows) > most:
        raise Unreadable("TOO_MANY", sentence=TOO_MANY.format(most))
    labels = {name: all_of.partition("|")[0].capitalize() for name, all_of in titles.items()}
    return Table(rows, list(listed.values()), labels)


def fold_title(title: str) -> str:
    return " ".join(word for word in fold(title).split() if word not in SMALL_WORDS)


def _columns(
    header: Row,
    width: int,
    known: Mapping[str, str],
    said: Mapping[str, str],
    folded: Callable[[str], str],
) -> list[Column]:
    """Of two columns of one meaning, the first counts, and what is said of one before what its title says."""
    titles = (header.cell(index) for index in range(width))
    columns = [
        Column(index, letter_of(index), "" if is_blank(title) else text_of(title), None)
        for index, title in enumerate(titles)
    ]
    taken: dict[str, Column] = {}
    for is_said in (True, False):
        for one in columns:
            if (one.key in said) == is_said:
                name = said[one.key] if is_said else known.get(folded(one.title))
                taken.setdefault(name or "", one)
    fields = {one.index: name for name, one in taken.items() if name}
    return [replace(one, field=fields.get(one.index)) for one in columns]


def _sample(rows: list[Row], index: int) -> str:
    cells = (text_of(row.cell(index)) for row in rows)
    return " · ".join(islice((text[:40] for text in cells if text), 3))


def _rows(sheet: Sheet, rows: list[Row], columns: dict[str, int]) -> list[TableRow]:
    found: list[TableRow] = []
    above: dict[str, Value] = {}
    for row in rows:
        raw = {name: row.cell(index) for name, index in columns.items()}
        raw = {name: above.get(name) if is_ditto(cell) else cell for name, cell in raw.items()}
        texts = {name: _text(cell) for name, cell in raw.items()}
        if any(texts.values()):
            above = raw
            place = f"{sheet.name}, ligne {row.number}" if sheet.name else f"Ligne {row.number}"
            cells = {name: f"{letter_of(index)}{row.number}" for name, index in columns.items()}
            marks = {name: row.mark(index) for name, index in columns.items()}
            found.append(TableRow(place, texts, cells, raw, marks))
    return found


def _text(value: Value) -> str:
    """A day as a form reads it; no sign that no database keeps."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if is_blank(value) else "".join(filter(str.isprintable, as_typed(text_of(value))))


class TableForm(Form):
    """The file of such a table, read by `read`: what is wrong of it stands beside the field.

    Once it is read, each of its columns is a field too: what it is, which may be corrected.
    """

    label, help_text = "Votre fichier", ""
    columns = ()
    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus."
        self.fields["file"].label = self.label
        self.fields["file"].help_text = f"{limit} {self.help_text}"
        self.typed = list(self.fields)

    @property
    def asks_columns(self) -> bool:
        return any(one["column"].is_unknown or one["field"].errors for one in self.columns)

    def read(self, upload: object, said: Mapping[str, str]) -> Table:
        raise NotImplementedError

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("file") is None:
            return data
        said = {name: value for name, value in self.data.items() if name.startswith(PREFIX)}
        try:
            data["file"] = self.read(
                data["file"], {name.removeprefix(PREFIX): value for name, value in said.items()}
            )
        except Unreadable as unreadable:
            sentence = forms.ValidationError(unreadable.sentence, code=unreadable.code)
            self.add_error("file", sentence)
        else:
            self._ask(data["file"], said)
        return data

    def _ask(self, table: Table, said: Mapping[str, str]) -> None:
        """What each column is; two of them do not say the same."""
        self.data, self.columns, taken = self.data.copy(), [], {}
        for column in table.columns:
            name = f"{PREFIX}{column.key}"
            self.data.setdefault(name, column.field or "")
            field = forms.ChoiceField(choices=[UNREAD, *table.labels.items()], required=False)
            field.label = field.widget.attrs["aria-label"] = f"Ce que dit la colonne {column}"
            self.fields[name] = field
            self.columns.append({"column": column, "field": self[name]})
            meant = said.get(name)
            if meant and meant not in table.labels:
                self.add_error(name, NOT_A_CHOICE)
            elif meant and taken.setdefault(meant, column) != column:
                sentence = f"La colonne {taken[meant]} dit déjà\u00a0: {table.labels[meant]}."
                self.add_error(name, sentence)
