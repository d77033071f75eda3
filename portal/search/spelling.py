"""Spelling correction of a query, from the titles that the person sees."""

import difflib
from itertools import chain

from portal.search.french import WORD, fold, root_of, words
from portal.search.query import REFERENCE
from portal.search.sources import search

CLOSE = 0.72
TITLES = []


def titles(read):
    """Register `read(user) -> iterable of str`: the titles that this person sees, and no other."""
    TITLES.append(read)
    return read


def proposal(user, text):
    """The query with each unknown word replaced by a near one, when it then finds something; else ""."""
    if REFERENCE.search(text):
        return ""
    better = mended(text, chain.from_iterable(read(user) for read in TITLES))
    return better if better and search(user, better) else ""


def mended(text, known):
    """`text` with the words of `known` titles in the place of those that none holds; "" when nothing changes."""
    vocabulary = {}
    for title in known:
        for start, end, root in words(title):
            vocabulary.setdefault(root, set()).add(title[start:end].lower())
    better = WORD.sub(lambda found: _near(found[0], vocabulary), text)
    return better if fold(better) != fold(text) else ""


def _near(word, known):
    root, plain = root_of(word), fold(word)
    if not root or root in known:
        return word
    candidates = [w for said in known.values() for w in said if abs(len(w) - len(plain)) <= 2]
    near = difflib.get_close_matches(plain, [fold(w) for w in candidates], 1, CLOSE)
    return next((w for w in candidates if fold(w) == near[0]), word) if near else word
