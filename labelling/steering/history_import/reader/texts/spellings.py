"""People written in several ways: initials, capitals, family name alone, slips."""

import re
from collections import Counter
from collections.abc import Mapping

from labelling.cells import fold, unaccented
from labelling.steering.history_import.reader.texts.names import is_near

PARTICLES = {"de", "du", "des", "la", "le", "les", "d", "l", "van", "von", "el", "da"}
SAME_BEGINNING = 5  # letters: « Thibaud » and « Thibault » are one first name


class People:
    """Spelling → the one that is kept: the fullest, then the most frequent."""

    def __init__(self, spellings: Mapping[str, int], chosen: Mapping[str, str] | None = None):
        """`chosen`: folded spelling → name, said by the user."""
        self.chosen = dict(chosen or {})
        self.names: list[str] = []
        self.known: dict[str, tuple[str, ...]] = {}
        ordered = sorted(spellings, key=lambda one: (not is_full(one), -spellings[one], one))
        for spelling in ordered:
            self.known[spelling] = self._place(spelling)

    def _place(self, spelling: str) -> tuple[str, ...]:
        if said := self.chosen.get(fold(spelling)):
            if said not in self.names:
                self.names.append(said)
            return (said,)
        same = tuple(name for name in self.names if _is_same(spelling, name))
        if same:
            return same
        self.names.append(spelling)
        return (spelling,)

    def name_of(self, spelling: str) -> str:
        """The spelling itself while it may be several people."""
        names = self.known.get(spelling, (spelling,))
        return names[0] if len(names) == 1 else spelling

    def choices(self, spelling: str) -> tuple[str, ...]:
        """The people that it may be, when there are several."""
        names = self.known.get(spelling, ())
        return names if len(names) > 1 else ()

    def aliases(self) -> list[dict]:
        """Each person with their spellings, the one that is kept first."""
        written: dict[str, list[str]] = {name: [name] for name in self.names}
        for spelling in self.known:
            name = self.name_of(spelling)
            if name in written and spelling != name:
                written[name].append(spelling)
        return [{"name": name, "aliases": spellings} for name, spellings in written.items()]


def is_full(spelling: str) -> bool:
    """A first name and a family name, neither an initial nor all in capitals."""
    tokens = [token for token in _tokens(spelling) if fold(token) not in PARTICLES]
    whole = [token for token in tokens if len(token) > 2]
    return len(whole) == len(tokens) >= 2 and not any(token.isupper() for token in tokens)


def _is_same(spelling: str, name: str) -> bool:
    """Each whole word is one of the name; each initial begins one of its first words."""
    words = [part for token in _tokens(name) for part in fold(token).split()]
    initials, wholes = "", []
    for token in _tokens(spelling):
        if len(token) <= 2 and token.isupper() and fold(token) not in PARTICLES:
            initials += unaccented(token)
        else:
            wholes += fold(token).split()
    if not wholes:
        return False
    left = Counter(words)
    for whole in wholes:
        near = next((word for word in left if left[word] and _is_near(whole, word)), None)
        if near is None:
            return False
        left[near] -= 1
    if all(whole in PARTICLES for whole in wholes):
        return False
    beginnings = "".join(word[0] for word in words if left[word])
    return all(initial in beginnings for initial in initials) and _is_family(wholes, words)


def _is_family(wholes: list[str], words: list[str]) -> bool:
    """A first name alone says nobody."""
    return any(
        _is_near(whole, word) for whole in wholes for word in words[1:] if word not in PARTICLES
    )


def _is_near(one: str, other: str) -> bool:
    return is_near(one, other) or (
        min(len(one), len(other)) > SAME_BEGINNING
        and one[:SAME_BEGINNING] == other[:SAME_BEGINNING]
        and is_near(one, other, slips=2)
    )


def _tokens(spelling: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", spelling)
