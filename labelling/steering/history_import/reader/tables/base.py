"""Tables of a tracking file: a sheet as records, each of cells with their place in the file."""

from dataclasses import dataclass, field

from labelling.cells import text_of
from labelling.steering.history_import.reader.tables.titles import Column
from labelling.steering.history_import.reader.texts.dates import Date, date_of_value
from portal.spreadsheets.sheets import PLAIN, Mark, Row, Value, letter_of

ORGANISMS, EVENTS, MONTHLY, CARDS = "organisms", "events", "months", "cards"


KEYS, PEOPLE, PROSE = "keys", "people", "prose"


GRAINS = {
    ORGANISMS: "une ligne par organisme",
    EVENTS: "une ligne par fait",
    MONTHLY: "une ligne par organisme, une colonne par mois ou par trimestre",
    CARDS: "des fiches, un libellé et sa valeur",
    KEYS: "une clé de codes",
    PEOPLE: "une ligne par personne",
    PROSE: "du texte, non lu",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its place; `mark` is what the cell shows beside it."""

    value: Value
    row: int
    letter: str
    mark: Mark = PLAIN
    said: str = ""  # the value that somebody gave to this text

    @property
    def text(self) -> str:
        return text_of(self.value)

    @property
    def date(self) -> Date | None:
        """The day or month of a cell that is a date or a number."""
        return date_of_value(self.value, self.mark.number_format)


@dataclass(slots=True)
class Record:
    """What a row, a block of rows or a card says: `cells` by index of column; `titles`, the headings above."""

    row: int
    cells: dict[int, list[Cell]]
    titles: tuple[str, ...] = ()
    is_hidden: bool = False
    filled: dict[int, int] = field(default_factory=dict)  # column → how many records say something
    struck: bool = False


@dataclass(slots=True)
class Table:
    """A sheet as records; `reason` says in French why this grain was proposed."""

    sheet: str
    grain: str
    reason: str = ""
    header_row: int | None = None
    titles: tuple[str, ...] = ()  # what is written above the header, the sheet's name first
    columns: list[Column] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    turned: tuple[tuple[int, ...], int] | None = (
        None  # rows of its columns, index of its first column
    )
    is_hidden: bool = False
    filled: dict[int, int] = field(default_factory=dict)  # column → how many records say something

    def cell(self, row: Row, index: int, value: Value) -> Cell:
        """A cell with its place in the file."""
        if self.turned:
            rows, start = self.turned
            return Cell(value, rows[index], letter_of(start + row.number - 1), row.mark(index))
        return Cell(value, row.number, letter_of(index), row.mark(index))

    def texts(self, index: int) -> list[str]:
        """What a column holds, less its blanks; the first of the cells of a record."""
        cells = (record.cells.get(index) for record in self.records)
        return [one[0].text for one in cells if one and one[0].text]

    def with_role(self, *roles: str) -> list[Column]:
        return [column for column in self.columns if column.role in roles]
