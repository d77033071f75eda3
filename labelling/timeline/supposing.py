"""What-if of a timeline: a step that slips, and what then changes, line by line."""

from dataclasses import dataclass

from labelling.timeline.coming import MOVABLE, ever, is_near
from labelling.timeline.lines import Coming

ADJOURNED = "ajournement"


@dataclass(frozen=True)
class Change:
    """A line before and after; `before` is None for what the supposition alone makes known."""

    before: Coming | None
    after: Coming


def choices(lines):
    """[(code, words)] of the steps of these lines that may be supposed on another day."""
    found = []
    for line in lines:
        prefix, _, name = line.code.rpartition(".")
        about = line.note.partition("\u00a0:")[0]
        if name in MOVABLE:
            found.append((line.code, f"{line.title} ({about})"))
        if name == "seance":
            title = "Le comité ajourne, et reprend le dossier"
            found.append((f"{prefix}.{ADJOURNED}", f"{title} ({about})"))
    return found


def changes(facts, slip):
    """(lines under the supposition, [Change]) of what differs, in order.

    What it moves is told beyond three years too: it is what one asks.
    """
    known = {line.code: line for line in ever(facts)}
    after = ever(facts, slip)
    moved = [
        Change(known.get(line.code), line)
        for line in after
        if _differs(known.get(line.code), line)
        and (is_near(line) or is_near(known.get(line.code, line)) or line.is_moved)
    ]
    shown = {change.after.code for change in moved}
    return [line for line in after if is_near(line) or line.code in shown], moved


def _differs(before, after):
    if before is None:
        return True
    facts = ("first", "last", "trouble")
    return any(getattr(before, name) != getattr(after, name) for name in facts)
