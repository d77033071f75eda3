"""Register of an import: each organism as the portal will hold it, before anything is written."""

import re
from collections import Counter
from dataclasses import dataclass, field

from labelling.cells import fold
from labelling.steering.history_import import rules
from labelling.steering.history_import.lines import comparing, listing
from labelling.steering.history_import.lines.base import Line
from labelling.steering.history_import.lines.listing import Reviewed
from portal.ui import partial_dates

IN_FORCE = ("labelled", "extended")
LACKS = {
    "siren": "Siren",
    "family": "famille",
    "region": "région",
    "departement": "département",
    "homes": "nombre de logements",
    "status": "statut",
}
UNKNOWN = {"family": "family", "region": "region", "unknown_state": "status"}  # problem → its fact
LABEL = re.compile(r"\blabel")


@dataclass
class Entry:
    """An organism; `label` and `next_on` in words, `lacks` what a person writes on its line."""

    line: Reviewed
    status: str
    label: str
    homes: int | None
    next_on: str
    lacks: list = field(default_factory=list)
    is_public: bool = False


def entries(tracking_import, reviewed):
    """[Entry] in the order of the file, without the lines left aside."""
    coming = {
        one["organism"]: one["session"]
        for one in tracking_import.content.get("decisions", ())
        if one.get("decision") == "pending"
    }
    return [
        _entry(one, coming)
        for one in reviewed
        if one.group == "organisms" and one.kind != listing.SKIPPED
    ]


def _entry(one, coming):
    line = Line(one.sheet, one.row, one.facts | one.choice.get("fields", {}))
    label = line.get("label", {})
    start, end = (label.get(name) for name in ("start", "end"))
    status = comparing.told_status(line.get("status"), partial_dates.precise(end))
    has_title = status in rules.LABELS
    lacks = [word for name, word in LACKS.items() if line.get(name) in (None, "")]
    lacks += [
        problem.text.rstrip(".")
        for problem in rules.problems(line)
        if problem.code not in UNKNOWN or line.get(UNKNOWN[problem.code])
    ]
    return Entry(
        one,
        rules.statuses().get(status, "à dire"),
        _period(start, end) if has_title else "",
        line.get("homes"),
        partial_dates.say(coming.get(one.facts.get("name")) or (end if status in IN_FORCE else "")),
        lacks,
        status in IN_FORCE,
    )


def _period(start, end):
    return " – ".join(partial_dates.say(day) if day else "…" for day in (start, end))


def counts(found):
    """[(status, how many)], the most frequent first."""
    return Counter(one.status for one in found).most_common()


def lacks_labels(tracking_import, found):
    """Whether the file speaks of labels and no organism has one."""
    if any(one.label for one in found):
        return False
    reading = tracking_import.reading
    titles = [column["title"] for sheet in reading.get("sheets", ()) for column in sheet["columns"]]
    texts = [one["written"] for one in reading.get("values", ())]
    return any(LABEL.search(fold(text)) for text in [*titles, *texts])
