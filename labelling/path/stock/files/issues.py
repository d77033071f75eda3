"""Report of a checked stock file: lines with their status, issues in French, the digest of both."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from labelling import tables
from labelling.path.stock.files.sentences import ERROR, INFO, WARNING, plain, say
from labelling.path.stock.files.titles import key_of
from labelling.path.stock.files.vocabulary import AXES
from portal.spreadsheets.sheets import IgnoredSheet, Value


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Status(StrEnum):
    """ok and corrected are imported; warning once a person confirms; error and ignored never."""

    OK = "ok"
    CORRECTED = "corrected"
    WARNING = "warning"
    ERROR = "error"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]

    @property
    def is_importable(self) -> bool:
        return self in (Status.OK, Status.CORRECTED, Status.WARNING)


STATUS_LABELS = {
    Status.OK: "Lue sans remarque",
    Status.CORRECTED: "Corrigée",
    Status.WARNING: "À confirmer",
    Status.ERROR: "À corriger",
    Status.IGNORED: "Laissée de côté",
}
MOST_A_KIND = (
    100  # remarks of a large file: the page shows the first of each kind, the counts tell all
)
SENTENCES = {
    code: (severity, sentence)
    for severity, sentences in (
        (Severity.INFO, INFO),
        (Severity.WARNING, WARNING),
        (Severity.ERROR, ERROR),
    )
    for code, sentence in sentences.items()
}


@dataclass(frozen=True, slots=True)
class Issue:
    """`column` is a letter, None for the whole line.

    `is_proven`: other cells leave no doubt, so that a warning asks no confirmation. `sheet` and `row`: of an issue
    that is about no line, where it is.
    """

    column: str | None
    code: str
    severity: Severity
    message: str
    before: str | int | float | bool | None = None
    after: str | int | float | bool | None = None
    is_proven: bool = False
    sheet: str = ""
    row: int | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.severity == Severity.WARNING and not self.is_proven


class Findings(list[Issue]):
    """The issues of one line while it is read; columns are field names until `lettered`."""

    def tell(
        self,
        column: str | None,
        code: str,
        *values: object,
        before: object = None,
        after: object = None,
        is_proven: bool = False,
        gravity: Severity | None = None,
    ) -> None:
        """Severity and sentence are those of `code` in sentences.py; `gravity` overrides."""
        severity, sentence = SENTENCES[code]
        message, code = say(sentence, *values), code.partition(".")[0]
        kept = (plain(before), plain(after), is_proven)
        self.append(Issue(column, code, gravity or severity, message, *kept))

    def tell_at(self, sheet: str, row: int, letter: str, code: str, *values: object) -> None:
        """The same of no line, at a place of the file."""
        self.tell(letter, code, *values)
        self[-1] = replace(self[-1], sheet=sheet, row=row)

    def lettered(self, letters: dict[str, str]) -> tuple[Issue, ...]:
        return tuple(replace(issue, column=letters.get(issue.column or "")) for issue in self)


@dataclass(slots=True)
class Line:
    """A row of the file; `values` go by field name, `cells` are the cells as read; both fit JSON.

    `sheet` is the rank of its sheet among those that are read.
    """

    number: int
    status: Status
    values: dict[str, object]
    issues: tuple[Issue, ...] = ()
    cells: tuple[Value, ...] = ()
    sheet: int = 0

    @property
    def is_importable(self) -> bool:
        return self.status.is_importable


class Column(tables.Column):
    @property
    def key(self) -> str:
        return key_of(self.index, self.title)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """`name` is empty where the format has no sheets."""

    name: str
    header_row: int
    columns: tuple[Column, ...]
    is_turned: bool = False  # a line is one of its columns, a letter of a column one of its rows


@dataclass(slots=True)
class Digest:
    """`remarks` are (sheet, line, issue), at most `most` of a kind (an issue code)."""

    most: int | None = None
    statuses: Counter[Status] = field(default_factory=Counter)
    gravities: Counter[Severity] = field(default_factory=Counter)
    homes: int = 0
    remarks: list[tuple[int, int, Issue]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def take(self, line: Line) -> None:
        self.statuses[line.status] += 1
        if line.is_importable:
            self.homes += line.values.get("homes") or 0
        for issue in line.issues:
            self.gravities[issue.severity] += 1
            if self.most is None or self.kinds[issue.code] < self.most:
                self.kinds[issue.code] += 1
                self.remarks.append((line.sheet, line.number, issue))


@dataclass(slots=True)
class Report:
    """`issues` are about the file as a whole; an error there means that no line was read.

    `lists` are the sheets that hold a list, read or not. `doubts` are the places to ask
    about, {as it is written: lines}. `keep` takes the lines of a large file, which are not here.
    """

    sheets: tuple[ReadSheet, ...]
    lines: list[Line] = field(default_factory=list)
    issues: tuple[Issue, ...] = ()
    ignored_sheets: tuple[IgnoredSheet, ...] = ()
    lists: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    digest: Digest = field(default_factory=Digest)
    doubts: dict[str, int] = field(default_factory=dict)
    keep: Callable[[Line], None] | None = None

    def take(self, line: Line) -> None:
        self.digest.take(line)
        (self.keep or self.lines.append)(line)

    @property
    def sheet(self) -> str:
        return self.sheets[0].name

    @property
    def header_row(self) -> int:
        return self.sheets[0].header_row

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.sheets[0].columns

    @property
    def is_blocked(self) -> bool:
        return any(issue.severity == Severity.ERROR for issue in self.issues)

    @property
    def counts(self) -> dict[Status, int]:
        return {status: self.digest.statuses[status] for status in Status}

    @property
    def importable(self) -> list[Line]:
        return [line for line in self.lines if line.is_importable]

    @property
    def listed_columns(self) -> list[Column]:
        """Every column that may say something; one that several sheets have, once, where it is read."""
        found: dict[str, Column] = {}
        for column in (one for sheet in self.sheets for one in sheet.columns if one.is_listed):
            known = found.setdefault(column.key, column)
            if column.field and not known.field:
                found[column.key] = column
        return list(found.values())

    @property
    def has_axes(self) -> bool:
        """Whether one of its sheets has the five axes of a rating."""
        return any(set(AXES) <= {column.field for column in one.columns} for one in self.sheets)

    @property
    def is_empty(self) -> bool:
        return not any(many for status, many in self.counts.items() if status.is_importable)

    @property
    def homes(self) -> int:
        """Homes of the importable lines."""
        return self.digest.homes


def finished_line(
    number: int, values: dict[str, object], issues: tuple[Issue, ...], cells: tuple[Value, ...]
) -> Line:
    return Line(number, status_of(issues), values, issues, tuple(plain(cell) for cell in cells))


def status_of(issues: tuple[Issue, ...]) -> Status:
    """The gravest issue decides; a remark on the whole line changes nothing (a hidden row)."""
    if any(issue.severity == Severity.ERROR for issue in issues):
        return Status.ERROR
    if any(issue.is_doubtful for issue in issues):
        return Status.WARNING
    return Status.CORRECTED if any(issue.column for issue in issues) else Status.OK
