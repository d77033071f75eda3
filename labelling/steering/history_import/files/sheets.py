"""Structure of a tracking file: each sheet with its kind, its header, its columns and their reasons."""

from dataclasses import asdict, dataclass, field

from portal.spreadsheets.sheets import Sheet


@dataclass(slots=True)
class SheetMatching:
    """What the user says of one sheet; `columns`: letters → word, empty for a column left out."""

    kind: str = ""
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Matching:
    """`titles`: kind → folded title → word, for any sheet. `values`: word → folded text → value.

    The words of `values` are those of the vocabulary, and « colour » (« #B7E1A1 » → status),
    « organism » (spelling → name) and « auditor » (spelling → name).
    """

    sheets: dict[str, SheetMatching] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def of_sheet(self, name: str) -> SheetMatching:
        return self.sheets.get(name) or SheetMatching()

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Matching":
        sheets = {name: SheetMatching(**said) for name, said in data.get("sheets", {}).items()}
        return cls(sheets, data.get("titles", {}), data.get("values", {}))


@dataclass(slots=True)
class ColumnReading:
    """`word` of the vocabulary, none when the column is not read; `reason` in French, always."""

    index: int
    letter: str
    title: str
    word: str | None = None
    reason: str = ""
    origin: str = ""  # title, content or user
    group: str = ""  # the title above, that several columns share
    is_hidden: bool = False
    samples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SkippedRow:
    row: int
    why: str
    text: str


@dataclass(slots=True)
class SheetReading:
    """`why` says the kind in French, or why the sheet is not read."""

    name: str
    kind: str
    why: str = ""
    header_row: int | None = None
    group_row: int | None = None
    title_row: int | None = None
    is_hidden: bool = False
    region: str | None = None  # that the name of the sheet says
    columns: list[ColumnReading] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    sheet: Sheet | None = field(default=None, repr=False)

    def column(self, word: str) -> ColumnReading | None:
        return next((column for column in self.columns if column.word == word), None)

    def has(self, word: str) -> bool:
        return self.column(word) is not None
