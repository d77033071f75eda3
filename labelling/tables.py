"""Tables that people send, one row a thing: columns told by their titles in any order, each row with its place."""

import datetime
from dataclasses import dataclass, field

from django import forms

from labelling.cells import fold, is_blank, text_of
from portal.spreadsheets.guards import faults_refused
from portal.spreadsheets.reading import read
from portal.spreadsheets.sheets import MAX_BYTES, Row, Sheet, Unreadable, Value, letter_of
from portal.web.forms import Form

HEADER_WITHIN, MOST = 20, 200
SMALL_WORDS = {"de", "du", "des", "d", "la", "le", "les", "l", "au", "a", "n"}
TOO_MANY = f"Ce fichier a plus de {MOST} lignes\u00a0: séparez-le."


@dataclass
class TableRow:
    """`texts` are its cells, by field, and `cells` their names; `act` is what the row does, if anything.

    `faults` say, cell by cell, why it is left aside.
    """

    place: str
    texts: dict[str, str]
    cells: dict[str, str]
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
    unkept: list[str]  # titles of columns that the portal has no place for

    @property
    def kept(self) -> list[TableRow]:
        """Those with something to do."""
        return [row for row in self.rows if row.act and not row.faults]

    @property
    def wrong(self) -> int:
        return sum(bool(row.faults) for row in self.rows)


@faults_refused()
def read_table(upload: object, titles: dict[str, str], *, needs: set[str], no_header: str) -> Table:
    """The rows under the first line that names the columns `needs`, of each sheet that has one.

    `titles`: {field: its titles, parted by « | »}. Unreadable with `no_header` where no sheet has them.
    """
    known = {
        fold_title(said): name for name, all_of in titles.items() for said in all_of.split("|")
    }
    found, unkept, has_header = [], [], False
    for sheet in read(upload).sheets:
        header = _header(sheet, known, needs)
        if header is None:
            continue
        has_header, columns = True, _columns(header, known)
        named = [(i, text_of(cell)) for i, cell in enumerate(header.cells) if not is_blank(cell)]
        unkept += [title for i, title in named if i not in columns.values()]
        rows = [row for row in sheet.rows if row.number > header.number]
        found += [one for row in rows if any((one := _row(sheet, row, columns)).texts.values())]
    if not has_header:
        raise Unreadable("NO_HEADER", sentence=no_header)
    if len(found) > MOST:
        raise Unreadable("TOO_MANY", sentence=TOO_MANY)
    return Table(found, list(dict.fromkeys(unkept)))


def fold_title(title: str) -> str:
    return " ".join(word for word in fold(title).split() if word not in SMALL_WORDS)


def _header(sheet: Sheet, known: dict[str, str], needs: set[str]) -> Row | None:
    first = sheet.rows[:HEADER_WITHIN]
    return next((row for row in first if needs <= set(_columns(row, known))), None)


def _columns(header: Row, known: dict[str, str]) -> dict[str, int]:
    """{field: index}; of two columns of one meaning, the first counts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        name = known.get(fold_title(cell)) if isinstance(cell, str) else None
        if name:
            found.setdefault(name, index)
    return found


def _row(sheet: Sheet, row: Row, columns: dict[str, int]) -> TableRow:
    place = f"{sheet.name}, ligne {row.number}" if sheet.name else f"Ligne {row.number}"
    texts = {name: _text(row.cell(index)) for name, index in columns.items()}
    cells = {name: f"{letter_of(index)}{row.number}" for name, index in columns.items()}
    return TableRow(place, texts, cells)


def _text(value: Value) -> str:
    """A day as a form reads it; no sign that no database keeps."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if is_blank(value) else "".join(filter(str.isprintable, text_of(value)))


class TableForm(Form):
    """The file of such a table, read by `read`: what is wrong of it stands beside the field."""

    label, said = "Votre fichier", ""
    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = f"XLSX, ODS ou CSV\u00a0; {MAX_BYTES // 1024 // 1024} Mo au plus."
        self.fields["file"].label, self.fields["file"].help_text = (
            self.label,
            f"{limit} {self.said}",
        )

    def read(self, upload: object) -> Table:
        raise NotImplementedError

    def clean_file(self) -> Table:
        try:
            return self.read(self.cleaned_data["file"])
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence, code=unreadable.code) from unreadable
