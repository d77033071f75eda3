"""Lines of a timeline: events of the past, dates to come with their rule, what is wrong with them."""

from dataclasses import dataclass
from datetime import date

from portal.ui import words

FIXED, COMPUTED, ESTIMATED = "fixed", "computed", "estimated"
SURENESS = {
    FIXED: ("Date fixée", "ok", "lock"),
    COMPUTED: ("Calculée par la règle", "info", "calendar"),
    ESTIMATED: ("Estimée", "quiet", "clock"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of lines: its word in the filter, its icon."""

    label: str
    icon: str


KINDS = {
    "dossier": Kind("Dossiers", "tray"),
    "audit": Kind("Audits", "clipboard"),
    "comite": Kind("Comité", "vote"),
    "label": Kind("Label", "tile-tick"),
    "recours": Kind("Recours", "turn"),
    "appui": Kind("Appui-conseil", "spanner"),
    "organisme": Kind("Organisme", "people"),
}


@dataclass(frozen=True)
class Event:
    """What happened, as its reader may see it; `said`: its day as it is known, where that is no day."""

    day: date
    kind: str
    title: str
    until: date | None = None
    detail: str = ""
    url: str = ""
    state: object = None
    is_taken_over: bool = False
    said: str = ""

    @property
    def icon(self):
        return KINDS[self.kind].icon

    @property
    def kind_label(self):
        return KINDS[self.kind].label


@dataclass(frozen=True)
class Source:
    """Where a date comes from: the rule in its words, the version of the rules that says it."""

    sentence: str
    version: object = None

    @classmethod
    def of(cls, rules, code, day=None):
        """A delay of the rules, counted from a day: « 6 mois avant la fin du label (14 juin 2027) »."""
        rule = rules.deadlines[code]
        counted = f" ({words.day(day)})" if day else ""
        return cls(f"{rule.label}\u00a0: {rule.sentence}{counted}", rules)


@dataclass(frozen=True)
class Trouble:
    """What is late, or cannot be: a sentence."""

    sentence: str
    is_impossible: bool = False

    @property
    def word(self):
        return "Impossible" if self.is_impossible else "En retard"

    @property
    def tone(self):
        return "danger" if self.is_impossible else "warn"


@dataclass(frozen=True)
class Coming:
    """A date to come; a window has a first and a last day, what no rule dates has neither."""

    code: str
    kind: str
    title: str
    first: date | None
    last: date | None
    sureness: str = ESTIMATED
    source: Source | None = None
    hand: str = ""
    note: str = ""
    url: str = ""
    trouble: Trouble | None = None
    is_overdue: bool = False
    is_moved: bool = False
    revised_at: object = None
    revision: int = 0

    @property
    def day(self):
        """Where it stands on the line: a window that has begun stands at its end."""
        return self.first or self.last

    @property
    def is_dated(self):
        return self.last is not None

    @property
    def is_window(self):
        return self.first is not None and self.first != self.last

    @property
    def icon(self):
        return KINDS[self.kind].icon

    @property
    def kind_label(self):
        return KINDS[self.kind].label

    @property
    def sure(self):
        """(word, tone, icon) of how sure the date is."""
        return SURENESS[self.sureness]

    @property
    def shown(self):
        """Its day or its window, in words."""
        if not self.is_dated:
            return "sans date"
        if self.is_window:
            return f"du {words.day(self.first)} au {words.day(self.last)}"
        return words.day(self.last)
