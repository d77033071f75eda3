"""Names of organisms written in several ways: capitals, accents, abbreviations, slips."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from labelling.cells import fold, squeezed


def is_near(one: str, other: str, slips: int = 1) -> bool:
    """No more slips than told; a word under four letters has none."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > slips or min(len(one), len(other)) < 4:
        return False
    return _distance(one, other) <= slips


def without_a_letter(key: str) -> set[str]:
    """The key and all that it becomes without one of its letters: two keys a slip apart share one."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _distance(one: str, other: str) -> int:
    """Damerau and Levenshtein, exchanged neighbours count once."""
    before, above = None, list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (left != right))
            if before and i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]


SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`name` when one organism answers; `choices` when several do."""

    name: str | None
    choices: tuple[str, ...] = ()


class Names:
    """The names known so far; a spelling is looked up once."""

    def __init__(self, names: Iterable[str] = ()):
        self.names: set[str] = set()
        self.by_key: dict[str, list[str]] = defaultdict(list)
        self.by_slip: dict[str, set[str]] = defaultdict(set)
        self.by_shape: dict[tuple[str, int], list[tuple[list[str], str]]] = defaultdict(list)
        self.answers: dict[str, NameMatch] = {}
        for name in names:
            self.add(name)

    def add(self, name: str, written: str = "") -> None:
        """`written`: a former name, or another, under which the organism is found too."""
        if name in self.names and not written:
            return
        self.names.add(name)
        key, words = squeezed(written or name), fold(written or name).split()
        self.by_key[key].append(name)
        for slip in without_a_letter(key):
            self.by_slip[slip].add(key)
        self.by_shape[_shape(words)].append((words, name))
        self.answers.clear()

    def find(self, written: str) -> NameMatch:
        if written not in self.answers:
            self.answers[written] = self._find(written)
        return self.answers[written]

    def _find(self, written: str) -> NameMatch:
        if written in self.names:
            return NameMatch(written)
        for search in (self._alike, self._abbreviated, self._near):
            if names := search(written):
                unique = sorted(set(names))
                return NameMatch(unique[0]) if len(unique) == 1 else NameMatch(None, tuple(unique))
        return NameMatch(None)

    def _alike(self, written: str) -> list[str]:
        return self.by_key.get(squeezed(written), [])

    def _abbreviated(self, written: str) -> list[str]:
        """« Isérane log. » and « Aunisia Hab. »: each word begins the other's, whichever was met first."""
        words = fold(written).split()
        return [
            name
            for known, name in self.by_shape.get(_shape(words), ())
            if all(map(_begins, words, known)) or all(map(_begins, known, words))
        ]

    def _near(self, written: str) -> list[str]:
        key = squeezed(written)
        keys = {known for slip in without_a_letter(key) for known in self.by_slip.get(slip, ())}
        return [name for known in keys if is_near(key, known) for name in self.by_key[known]]


def _shape(words: list[str]) -> tuple[str, int]:
    """What an abbreviation keeps: the first letters, and how many words there are."""
    return "".join(word[0] for word in words), len(words)


def _begins(part: str, whole: str) -> bool:
    return part == whole or (len(part) >= SHORTEST_PREFIX and whole.startswith(part))
