"""Query of the members' search: stemmed French words, and references matched exactly."""

import re
from dataclasses import dataclass
from itertools import starmap

from portal.search.french import fold, roots, words

LONGEST, MOST_WORDS = 100, 8
TERM = 40  # letters of a term that the index keeps
ACCENTED = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "y": "yÿ"}
PREFIX = 3  # letters below which a pattern would hold everything
REFERENCE = re.compile(r"(?i)\bQH(?:-[A-Z]{1,3})?-\d{4}-\d{4}\b")


@dataclass(frozen=True)
class Query:
    """`roots` are all wanted; `references` are looked for letter by letter, first of all.

    `kinds`, once known, are those among which some thing holds all of them.
    """

    text: str
    roots: tuple = ()
    references: tuple = ()
    kinds: frozenset | None = None

    @classmethod
    def of(cls, text):
        references = tuple(dict.fromkeys(one.upper() for one in REFERENCE.findall(text)))
        rest = REFERENCE.sub(" ", text)
        wanted = tuple(dict.fromkeys(roots(rest)))[:MOST_WORDS]
        return cls(text, wanted, references)

    @property
    def terms(self):
        """Stemmed words and references of a text, in the form kept by the index."""
        return {one[:TERM] for one in (*self.roots, *map(fold, self.references))}

    def may_answer(self, kind):
        return self.kinds is None or kind in self.kinds

    @property
    def is_empty(self):
        return not self.roots and not self.references

    def holds(self, text):
        """Whether a text has every root."""
        return self.roots == () or set(roots(text)).issuperset(self.roots)

    @property
    def patterns(self):
        """Regular expressions that a text with all the roots has, whatever its accents: for what no index knows."""
        rest = REFERENCE.sub(" ", self.text)
        wanted = [(rest[start:end], root) for start, end, root in words(rest) if root in self.roots]
        return tuple(dict.fromkeys(filter(None, starmap(_pattern, wanted))))

    def answers(self, text):
        """Whether a text has every root and every reference."""
        return self.holds(text) and self.names(text)

    def names(self, text):
        """Whether a text has every reference."""
        said = fold(text) if self.references else ""
        return all(fold(one) in said for one in self.references)

    def answers_title(self, title):
        """The same of a title alone."""
        return set(roots(title)).issuperset(self.roots) and self.names(title)

    def weight(self, title):
        return weight(set(roots(title)), self.roots)


def weight(title_roots, wanted):
    """Relevance of a title: two points for each word found, one more when it has no other word."""
    hits = sum(root in title_roots for root in wanted)
    return 2 * hits + (len(title_roots) == hits > 0)


def _pattern(word, root):
    """Regular expression of a root, accents ignored; "" for a word too short."""
    plain = fold(word)
    shared = 0
    while shared < min(len(plain), len(root)) and plain[shared] == root[shared]:
        shared += 1
    if shared < PREFIX:
        return ""
    return "".join(f"[{ACCENTED[c]}]" if c in ACCENTED else re.escape(c) for c in plain[:shared])
