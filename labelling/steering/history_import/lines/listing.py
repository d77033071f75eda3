"""Review of the lines of a tracking: what each is, what is told of it, what still waits for the référent."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from labelling.steering.history_import.lines import comparing
from labelling.steering.history_import.lines.base import Tracking, opening, place_of
from labelling.steering.history_import.reading import Severity
from portal.ui import words
from portal.workflow import Problem

READ, SKIPPED = "read", "skipped"
KINDS = {
    comparing.WRONG: ("À corriger", "danger", "triangle"),
    comparing.DOUBTFUL: ("À décider", "warn", "eye"),
    comparing.NEW: ("Nouvelle", "info", "plus"),
    comparing.CHANGED: ("Différente", "info", "spanner"),
    comparing.SAME: ("Identique", "quiet", "tick"),
    READ: ("Acceptée", "ok", "tick"),
    SKIPPED: ("Laissée de côté", "quiet", "box"),
}  # in the order in which they are shown
FIRST = 3  # kinds of remarks told beside the act
GROUPS = ("organisms", "audits", "decisions", "steps", "reminders")


@dataclass
class Reviewed:
    """A line of the file; `group` and `facts` are empty where nothing could be read of it."""

    sheet: str
    row: int
    group: str = ""
    facts: dict = field(default_factory=dict)
    choice: dict = field(default_factory=dict)
    compared: comparing.Compared | None = None
    issues: list = field(default_factory=list)  # those that ask something
    waiting: list = field(default_factory=list)  # of which nothing was decided yet

    @property
    def key(self):
        return f"{self.sheet}!{self.row}"

    @property
    def place(self):
        return place_of(self.sheet, self.row)

    @property
    def title(self):
        said = self.choice.get("fields", {})
        return said.get("name") or self.facts.get("name") or self.facts.get("organism") or ""

    @property
    def problems(self):
        return self.compared.problems if self.compared else []

    @property
    def changes(self):
        return self.compared.changes if self.compared else []

    @property
    def is_same(self):
        """Nothing would be written of it, whatever is told of its cells."""
        return bool(self.compared) and self.compared.kind == comparing.SAME

    @property
    def kind(self):
        if self.choice.get("skip"):
            return SKIPPED
        if self.problems:
            return self.compared.kind
        if any(issue["severity"] == Severity.ERROR for issue in self.waiting):
            return comparing.WRONG
        if self.waiting:
            return comparing.DOUBTFUL
        return self.compared.kind if self.compared else READ

    @property
    def look(self):
        return KINDS[self.kind]


def review(tracking_import):
    """Every line of an organism, and each other one of which something is asked, in the order of the file."""
    content, choices = tracking_import.content, tracking_import.choices
    found = _asked(tracking_import)
    for group in GROUPS:
        for row in content.get(group, ()):
            place = (row["sheet"], row["row"])
            if place not in found and (group == "organisms" or _is_skipped(choices, place)):
                found[place] = Reviewed(*place)
            if place in found and not found[place].group:
                found[place].group, found[place].facts = group, row
    for compared in comparing.compare(Tracking(content, choices)):
        place = (compared.line.sheet, compared.line.row)
        one = found.setdefault(place, Reviewed(*place, facts=compared.line.facts))
        one.compared = compared
    for one in found.values():
        one.choice = choices.get(one.key, {})
    known = {one.facts.get("name") for one in found.values() if one.is_same}
    for one in found.values():
        if not (one.is_same or one.facts.get("organism") in known):
            one.waiting = [issue for issue in one.issues if not _is_settled(issue, one, choices)]
    orders = {name: order for order, name in enumerate(sheet_names(tracking_import))}
    return sorted(found.values(), key=lambda one: (orders.get(one.sheet, len(orders)), one.row))


def _asked(tracking_import):
    found = {}
    for issue in tracking_import.reading.get("issues", ()):
        if issue["severity"] != Severity.INFO:
            place = (issue["sheet"], issue["row"])
            found.setdefault(place, Reviewed(*place)).issues.append(issue)
    return found


def _is_skipped(choices, place):
    return bool(choices.get(f"{place[0]}!{place[1]}", {}).get("skip"))


def _is_settled(issue, one, choices):
    """Decided for the line, whatever it is, or accepted for all of its kind."""
    return bool(one.choice) or issue["code"] in choices.get("accepted", ())


def sheet_names(tracking_import):
    """In the order of the file: their rank is in the addresses of lines."""
    if sheets := tracking_import.reading.get("sheets"):
        return [sheet["name"] for sheet in sheets]
    rows = [row for group in GROUPS for row in tracking_import.content.get(group, ())]
    return list(dict.fromkeys(row["sheet"] for row in rows))


def remarks(tracking_import):
    """Every anomaly in the order of the file, in words, with what was decided of its line."""
    lines = {(one.sheet, one.row): one for one in review(tracking_import)}
    found = []
    for issue in tracking_import.reading.get("issues", ()):
        line = lines.get((issue["sheet"], issue["row"]))
        found.append(issue | {"decided": _decided(issue, line)})
    return found


def _decided(issue, line):
    if line is None or issue["severity"] == Severity.INFO:
        return ""
    if line.kind == SKIPPED:
        return "laissée de côté"
    return "à décider" if any(one["code"] == issue["code"] for one in line.waiting) else "acceptée"


def by_code(lines):
    """[(code, how many lines wait, an example, its place)], the most frequent first."""
    places = defaultdict(list)
    for one in lines:
        if one.kind != SKIPPED:
            for code in {issue["code"]: issue for issue in one.waiting}:
                issue = next(issue for issue in one.waiting if issue["code"] == code)
                places[code].append((one, issue))
    rows = [
        {
            "code": code,
            "many": len(found),
            "example": found[0][1]["message"],
            "place": found[0][0].place,
        }
        for code, found in places.items()
    ]
    return sorted(rows, key=lambda row: -row["many"])


def counts(lines):
    return Counter(one.kind for one in lines)


def waiting(lines):
    """What keeps the act from being done: the most frequent kinds of remarks, each with its first place."""
    rows = by_code(lines)
    found = [
        Problem(
            "to_decide",
            f"{opening(row['place'])}\u00a0: {row['example']} "
            f"({words.count(row['many'], 'ligne', 'lignes')} à décider.)",
        )
        for row in rows[:FIRST]
    ]
    if len(rows) > FIRST:
        rest = words.count(
            len(rows) - FIRST, "autre sorte de remarque", "autres sortes de remarques"
        )
        found.append(Problem("more", f"Et {rest} à décider."))
    return found
