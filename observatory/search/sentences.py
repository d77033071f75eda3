"""Highlighted title and best extract of a practice."""

from bisect import bisect_left

from observatory.search.documents import BODY
from portal.search.french import words

AROUND, LONGEST = 70, 260
EXTRACTED = ("summary", *BODY[:6])


class Marker:
    """Finds the wordings of a plan in a text."""

    def __init__(self, plan):
        self.by_first = {}
        for number, concept in enumerate(plan.wanted):
            for wording in concept.wordings:
                said = [(r,) for r in wording.roots] if wording.is_loose else [wording.roots]
                for roots in said:
                    self.by_first.setdefault(roots[0], []).append((roots, number))

    def found(self, text):
        """[(start, end, concept)], left to right, without overlap."""
        spans, roots = words(text), []
        roots = [root for _, _, root in spans]
        marks, at = [], 0
        while at < len(roots):
            length, number = self._longest(roots, at)
            if length:
                marks.append((spans[at][0], spans[at + length - 1][1], number))
            at += max(length, 1)
        return marks

    def _longest(self, roots, at):
        best, which = 0, 0
        for said, number in self.by_first.get(roots[at], ()):
            if len(said) > best and tuple(roots[at : at + len(said)]) == said:
                best, which = len(said), number
        return best, which

    def pieces(self, text):
        """((piece, whether it matches), …) of a whole text."""
        return _pieces(text, self.found(text) if self.by_first else [])

    def extract(self, practice):
        """The summary, or the part of the text that matches more."""
        if not self.by_first:
            return _pieces(practice.summary, [])
        best, best_marks, most = practice.summary, self.found(practice.summary), 0
        most = len({number for _, _, number in best_marks})
        wanted = len({number for said in self.by_first.values() for _, number in said})
        for name in EXTRACTED[1:]:
            if most == wanted:
                break
            text = getattr(practice, name)
            marks = self.found(text)
            held = len({number for _, _, number in marks})
            if held > most:
                best, best_marks, most = text, marks, held
        return _cut(best, best_marks)


def _cut(text, marks):
    """The excerpt with the most distinct matches, at word boundaries."""
    if len(text) <= LONGEST + AROUND:
        return _pieces(text, marks)
    starts = [start for start, _, _ in marks]
    best, most = 0, -1
    for rank, first in enumerate(starts):
        last = bisect_left(starts, first + LONGEST - AROUND)
        held = len({number for _, _, number in marks[rank:last]})
        if held > most:
            best, most = first, held
    start = text.rfind(" ", 0, best - AROUND) + 1 if best > AROUND else 0
    end = text.rfind(" ", start, start + LONGEST) if len(text) > start + LONGEST else len(text)
    inside = [(a - start, b - start, n) for a, b, n in marks if a >= start and b <= end]
    pieces = _pieces(text[start:end].replace("\n", " "), inside)
    before = (("… ", False),) if start else ()
    return before + pieces + ((" …", False),) if end < len(text) else before + pieces


def _pieces(text, marks):
    pieces, done = [], 0
    for start, end, _ in marks:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return tuple(piece for piece in (*pieces, (text[done:], False)) if piece[0])
