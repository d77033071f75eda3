"""What is looked for: words by their French roots, and references as they are written."""

import re
from dataclasses import dataclass

from portal.search.french import fold, roots, words

LONGEST, MOST_WORDS = 100, 8
REFERENCE = re.compile(r"(?i)\bQH(?:-[A-Z]{1,3})?-\d{4}-\d{4}\b")
ACCENTED = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "y": "yÿ"}
PREFIX = 3  # letters below which a pattern would hold everything


@dataclass(frozen=True)
class Query:
    """`roots` are all wanted; `references` are looked for letter by letter, first of all."""

    text: str
    roots: tuple = ()
    references: tuple = ()
    patterns: tuple = ()

    @classmethod
    def of(cls, text):
        references = tuple(dict.fromkeys(one.upper() for one in REFERENCE.findall(text)))
        rest = REFERENCE.sub(" ", text)
        wanted = tuple(dict.fromkeys(roots(rest)))[:MOST_WORDS]
        patterns = (
            _pattern(rest[start:end], root) for start, end, root in words(rest) if root in wanted
        )
        return cls(text, wanted, references, tuple(dict.fromkeys(filter(None, patterns))))

    @property
    def is_empty(self):
        return not self.roots and not self.references

    def holds(self, text):
        """Whether a text has every root."""
        return self.roots == () or set(roots(text)).issuperset(self.roots)

    def answers(self, text):
        """Whether a text has every root and every reference."""
        said = fold(text)
        return self.holds(text) and all(fold(one) in said for one in self.references)

    def weight(self, title):
        """How well a title answers: a word of it counts, and a title that says nothing else more."""
        found = set(roots(title))
        hits = sum(root in found for root in self.roots)
        return 2 * hits + (bool(found) and hits == len(found))


def _pattern(word, root):
    """What each text that has this root holds, whatever its accents: a regular expression, or ""."""
    plain = fold(word)
    shared = 0
    while shared < min(len(plain), len(root)) and plain[shared] == root[shared]:
        shared += 1
    if shared < PREFIX:
        return ""
    return "".join(f"[{ACCENTED[c]}]" if c in ACCENTED else re.escape(c) for c in plain[:shared])
