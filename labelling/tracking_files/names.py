"""Names of organisms written in several ways: capitals, accents, abbreviations, slips."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from labelling.tracking_files.folding import fold, squeezed
from labelling.tracking_files.spelling import is_near, without_a_letter

SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Found:
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
        self.answers: dict[str, Found] = {}
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

    def find(self, written: str) -> Found:
        if written not in self.answers:
            self.answers[written] = self._find(written)
        return self.answers[written]

    def _find(self, written: str) -> Found:
        if written in self.names:
            return Found(written)
        for search in (self._alike, self._abbreviated, self._near):
            if names := search(written):
                unique = sorted(set(names))
                return Found(unique[0]) if len(unique) == 1 else Found(None, tuple(unique))
        return Found(None)

    def _alike(self, written: str) -> list[str]:
        return self.by_key.get(squeezed(written), [])

    def _abbreviated(self, written: str) -> list[str]:
        """« Isérane log. » and « Aunisia Hab. »: each word begins the other's."""
        words = fold(written).split()
        return [
            name
            for known, name in self.by_shape.get(_shape(words), ())
            if all(map(_begins, words, known))
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
