"""Understanding of a whole file: its structure, then its objects, with all that is told on the way."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from labelling.steering.history_import.files.colours import Colours, Legend, find_legend
from labelling.steering.history_import.files.dates import gap
from labelling.steering.history_import.files.events import Events
from labelling.steering.history_import.files.issues import Issue, Severity, issue_of, place_in
from labelling.steering.history_import.files.lines import Line, lines_of
from labelling.steering.history_import.files.names import Names, add_spellings
from labelling.steering.history_import.files.organisms import Organisms, empty_organism
from labelling.steering.history_import.files.parsing import Reader
from labelling.steering.history_import.files.records import Records
from labelling.steering.history_import.files.sheets import (
    ColumnReading,
    Matching,
    SheetReading,
    SkippedRow,
)
from labelling.steering.history_import.files.tables import read_structure
from labelling.steering.history_import.files.vocabulary import (
    AUDITS,
    DECISIONS,
    EVENTS,
    IGNORED,
    ORGANISMS,
    REMINDERS,
)
from portal.spreadsheets.sheets import Book

MILESTONE_OF = {
    "hqs": "hqs_on",
    "implementation": "implementation_audit_on",
    "verification": "verification_audit_on",
}
SAME_FACT = 45  # days: two dates nearer than that tell one fact, farther ones are of two cycles


def tell_disagreements(organisms: Organisms, records: Records) -> None:
    """Told at the milestone, with the place of the other date; the milestone is kept."""
    dates = _dates(records)
    for organism in organisms.found:
        line = organisms.lines.get(id(organism))
        if line is None:
            continue
        for milestone in (
            "hqs_on",
            "implementation_audit_on",
            "verification_audit_on",
            "committee_on",
        ):
            kept, others = organism[milestone], dates.get((organism["name"], milestone))
            if not kept or not others or not line.sheet.has(milestone):
                continue
            days, other = min((gap(kept, day), record) for day, record in others.items())
            if 0 < days <= SAME_FACT:
                where = place_in(*other, line.sheet.name)
                line.tell(milestone, "CONTRADICTION", where, read=kept, kept=kept)


def _dates(records: Records) -> dict[tuple[str, str], dict[str, tuple[str, int]]]:
    """By organism and milestone: each date, and where it is written."""
    found: dict[tuple[str, str], dict[str, tuple[str, int]]] = defaultdict(dict)
    told = [
        (one, MILESTONE_OF.get(one["audit_type"] or ""), one["start"]) for one in records.audits
    ]
    told += [(one, "committee_on", one["session"]) for one in records.decisions]
    for one, milestone, day in told:
        if milestone and day:
            found[one["organism"], milestone].setdefault(day, (one["sheet"], one["row"]))
    return found


TOLD_EVERY = 500  # lines


@dataclass(slots=True)
class Understanding:
    """Plain objects, as labelling.steering.history_import.files.reading writes them; each bears its sheet and row.

    `values` are those met, for the user to match; `remarks` are texts that belong to no object's
    field: comments of cells, remarks beside values, observations of audits.
    """

    file_kind: str
    encoding: str = ""
    delimiter: str = ""
    sheets: list[SheetReading] = field(default_factory=list)
    colour_legend: dict[str, str] = field(default_factory=dict)
    auditors: list[dict] = field(default_factory=list)
    organisms: list[dict] = field(default_factory=list)
    audits: list[dict] = field(default_factory=list)
    decisions: list[dict] = field(default_factory=list)
    reminders: list[dict] = field(default_factory=list)
    remarks: list[dict] = field(default_factory=list)
    values: list[dict] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def counts(self) -> dict:
        return {
            "organisms": len(self.organisms),
            "by_status": dict(Counter(one["status"] for one in self.organisms)),
            "audits": len(self.audits),
            "decisions": len(self.decisions),
            "reminders": len(self.reminders),
            "issues": dict(Counter(issue.code for issue in self.issues)),
            "severities": dict(Counter(str(issue.severity) for issue in self.issues)),
        }


def understand(
    book: Book, matching: Matching | None = None, told: Callable[[int], None] | None = None
) -> Understanding:
    """What the file says; `book` is read with its marks (portal.spreadsheets.reading). Nothing is written.

    `told` is called with how many lines are understood, every few hundred; what it raises stops the reading.
    """
    matching = matching or Matching()
    sheets = read_structure(book, matching)
    return _Work(book, sheets, matching, told).done()


class _Work:
    """Organisms first, so that the other sheets find them; colours last, which need everything."""

    def __init__(self, book: Book, sheets: list[SheetReading], matching: Matching, told=None):
        self.told = told
        self.book, self.sheets, self.matching = book, sheets, matching
        self.legend: Legend = find_legend(book, sheets)
        self.reader = Reader(sheets, matching, book.is_typed)
        self.organisms = Organisms(self.reader)
        self.lines: list[Line] = []

    def done(self) -> Understanding:
        self._each(ORGANISMS, self.organisms.read)
        records = Records(self.reader, self._names())
        if events := self._of(EVENTS):
            story = Events(events, self.reader, self.organisms, records)
            self._each(EVENTS, story.read)
            story.finish()
        self._each(AUDITS, records.read_audit)
        self._each(DECISIONS, records.read_decision)
        self._each(REMINDERS, records.read_reminder)
        self._add_named_only(records)
        tell_disagreements(self.organisms, records)
        self.organisms.settle_statuses(self._colours(records))
        return self._result(records)

    def _names(self) -> Names:
        """Those of the sheets of organisms; without such a sheet, those that the others write."""
        names = Names()
        for one in self.organisms.found:
            names.add(one["name"])
            for former in one.get("former_names", ()):
                names.add(one["name"], former)
        if not self._of(ORGANISMS):
            add_spellings(names, [one for one in self.sheets if one.kind not in (EVENTS, IGNORED)])
        return names

    def _of(self, kind: str) -> list[SheetReading]:
        return [reading for reading in self.sheets if reading.kind == kind]

    def _each(self, kind: str, read) -> None:
        for reading in self._of(kind):
            for line in lines_of(reading, self.legend.rows.get(reading.name, ())):
                read(line)
                self.lines.append(line)
                if self.told and len(self.lines) % TOLD_EVERY == 0:
                    self.told(len(self.lines))

    def _add_named_only(self, records: Records) -> None:
        """Organisms that audits, decisions or reminders name, in a file that does not list them."""
        for one in [*records.audits, *records.decisions, *records.reminders]:
            if self.organisms.named(one["organism"]) is None:
                place = (one["sheet"], one["row"], one["organism"])
                self.organisms.add(empty_organism(*place))

    def _colours(self, records: Records) -> Colours:
        withdrawn = {one["organism"] for one in records.decisions if one["decision"] == "withdrawn"}
        return Colours(self.legend, self.matching, withdrawn)

    def _result(self, records: Records) -> Understanding:
        for reading in self.sheets:
            reading.sheet = None  # the cells are not kept with what was understood
        return Understanding(
            self.book.kind,
            self.book.encoding,
            self.book.delimiter,
            sheets=self.sheets,
            colour_legend=self.legend.words,
            auditors=self.reader.people.aliases(),
            organisms=self.organisms.found,
            audits=records.audits,
            decisions=records.decisions,
            reminders=records.reminders,
            remarks=[remark for line in self.lines for remark in line.remarks],
            values=list(self.reader.values.values()),
            issues=self._issues(),
        )

    def _issues(self) -> list[Issue]:
        """In the order of the file, then of the columns."""
        orders = {reading.name: order for order, reading in enumerate(self.sheets)}
        found = [issue for line in self.lines for issue in line.issues] + self._missing_columns()
        return sorted(
            found, key=lambda one: (orders[one.sheet], one.row, len(one.letter), one.letter)
        )

    def _missing_columns(self) -> list[Issue]:
        """Nothing says the Siren of organisms: told once."""
        sheets = self._of(ORGANISMS) or [one for one in self.sheets if one.kind != IGNORED]
        if not sheets or any(reading.has("siren") for reading in sheets):
            return []
        first = sheets[0]
        return [issue_of(first.name, first.header_row, None, "", "COLONNE_ABSENTE")]


def to_json(understanding: Understanding) -> dict:
    data = asdict(understanding)
    for sheet in data["sheets"]:
        del sheet["sheet"]
    data["issues"] = [issue_to_json(issue) for issue in understanding.issues]
    return data


def from_json(data: dict) -> Understanding:
    sheets = [
        SheetReading(
            **sheet
            | {
                "columns": [ColumnReading(**column) for column in sheet["columns"]],
                "skipped": [SkippedRow(**row) for row in sheet["skipped"]],
            }
        )
        for sheet in data["sheets"]
    ]
    issues = [
        Issue(**{"read": None, "kept": None} | issue | {"severity": Severity(issue["severity"])})
        for issue in data["issues"]
    ]
    return Understanding(**data | {"sheets": sheets, "issues": issues})


def issue_to_json(issue: Issue) -> dict:
    """`read` and `kept` only where there is something."""
    data = asdict(issue) | {"severity": str(issue.severity)}
    return {key: value for key, value in data.items() if value is not None or key == "column"}
