"""What changed since the last reading, field by field and word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from observatory.contents import LABELS, snapshot

WORD = re.compile(r"\s+|[^\s]+")
LONGEST = 4000  # words of a field: past that, the whole text before and after


@dataclass(frozen=True)
class Change:
    """A field that changed: `parts` are (what, text), what being kept, added or removed."""

    label: str
    parts: tuple

    @property
    def verb(self):
        kinds = {kind for kind, _ in self.parts}
        if "kept" in kinds or kinds == {"added", "removed"}:
            return "modifié"
        return "rempli" if kinds == {"added"} else "effacé"


def reference(reading):
    """(what it is compared with, its name): the submission before, else the published sheet, else nothing."""
    before = reading.practice.readings.filter(number=reading.number - 1).first()
    if before is not None:
        return before.content, f"la lecture {before.number}"
    if reading.practice.is_edition:
        return snapshot(reading.practice.edition_of), "la fiche publiée"
    return None, ""


def changes(before, after):
    """[Change] of the fields whose words differ, in the order of the form."""
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in LABELS)
    return [Change(LABELS[name], tuple(_parts(old, new))) for name, old, new in pairs if old != new]


def _parts(old, new):
    a, b = WORD.findall(old), WORD.findall(new)
    if max(len(a), len(b)) > LONGEST:
        yield from ((kind, text) for kind, text in (("removed", old), ("added", new)) if text)
        return
    for tag, i, j, k, end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", "".join(a[i:j])
            continue
        if i < j:
            yield "removed", "".join(a[i:j])
        if k < end:
            yield "added", "".join(b[k:end])
