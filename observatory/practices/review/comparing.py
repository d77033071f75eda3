"""Differences since the last review, field by field and word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from observatory.practices.versions import LABELS, snapshot

WORD = re.compile(r"\S+\s*|\s+")
LONGEST = 4000  # words of a field: past that, the whole text before and after
OTHER = 0.35  # of words in common: under that, it is another text
FEWEST = 3  # words kept between two changes, to be shown as kept


@dataclass(frozen=True)
class Change:
    """A field that changed: `parts` are (what, text), where what is kept, added or removed."""

    label: str
    parts: tuple

    @property
    def verb(self):
        kinds = {kind for kind, _ in self.parts}
        if "kept" in kinds or kinds == {"added", "removed"}:
            return "modifié"
        return "rempli" if kinds == {"added"} else "effacé"


def reference(review):
    """(compared content, its name): previous submission, else published practice, else nothing."""
    before = review.practice.reviews.filter(number=review.number - 1).first()
    if before is not None:
        return before.content, f"la lecture {before.number}"
    if review.practice.is_edition:
        return snapshot(review.practice.edition_of), "la fiche publiée"
    return None, ""


def changes(before, after, hidden=()):
    """[Change] of the fields that differ, in form order; `hidden` ones are left out."""
    names = [name for name in LABELS if name not in hidden]
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [Change(LABELS[name], tuple(_parts(old, new))) for name, old, new in pairs if old != new]


def _parts(old, new):
    a, b = WORD.findall(old), WORD.findall(new)
    whole = [(kind, text) for kind, text in (("removed", old), ("added", new)) if text]
    if max(len(a), len(b)) > LONGEST:
        return whole
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < OTHER:
        return whole
    return _joined(matcher.get_opcodes(), a, b)


def _joined(opcodes, a, b):
    """A word or two unchanged between two changes join them: sentences stay readable."""
    parts, removed, added = [], [], []
    last = len(opcodes) - 1
    for rank, (tag, i, j, k, end) in enumerate(opcodes):
        if tag == "equal" and (j - i >= FEWEST or rank in (0, last)):
            parts += _flushed(removed, added)
            parts.append(("kept", "".join(a[i:j])))
        else:
            removed += a[i:j]
            added += b[k:end]
    return parts + _flushed(removed, added)


def _flushed(removed, added):
    pairs = (("removed", "".join(removed)), ("added", "".join(added)))
    removed.clear()
    added.clear()
    return [(kind, text) for kind, text in pairs if text]
