"""Spelling correction of a query, from the titles that the person sees."""

import difflib
from collections.abc import Callable, Iterable
from itertools import chain

from portal.search.french import WORD, fold, root_of, words
from portal.search.parsing import REFERENCE
from portal.search.registry import search

CLOSE = 0.72
TITLES = []


def titles(read: Callable) -> Callable:
    """Register `read(user) -> iterable of str`: the titles that this person sees, and no other."""
    TITLES.append(read)
    return read


def proposal(user, text):
    """The query with each unknown word replaced by a near one, when it then finds something; else ""."""
    if REFERENCE.search(text):
        return ""
    better = mended(text, chain.from_iterable(read(user) for read in TITLES))
    return better if better and search(user, better) else ""


def mended(text: str, known: Iterable[str]) -> str:
    """`text` with the words of `known` titles in the place of those that none holds; "" when nothing changes."""
    vocabulary = _vocabulary(known)
    better = WORD.sub(lambda found: _near(found[0], vocabulary), text)
    return better if fold(better) != fold(text) else ""


def respelt(text: str, known: Iterable[str]) -> str:
    """`text` with words of `known` titles alone, of the same root or spelt nearly so; "" when one has none."""
    vocabulary = _vocabulary(known)
    near = {word: _same_or_near(word, vocabulary) for word in WORD.findall(text) if root_of(word)}
    return " ".join(near.values()) if all(near.values()) else ""


def _vocabulary(titles):
    """{root: the words of these titles that have it}."""
    found = {}
    for title in titles:
        for start, end, root in words(title):
            found.setdefault(root, set()).add(title[start:end].lower())
    return found


def _same_or_near(word, known):
    same = known.get(root_of(word))
    near = min(same) if same else _near(word, known)
    return near if near != word or same else ""


def _near(word, known):
    root, plain = root_of(word), fold(word)
    if not root or root in known:
        return word
    candidates = [w for said in known.values() for w in said if abs(len(w) - len(plain)) <= 2]
    near = difflib.get_close_matches(plain, [fold(w) for w in candidates], 1, CLOSE)
    return next((w for w in candidates if fold(w) == near[0]), word) if near else word
