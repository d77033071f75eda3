"""Titles of columns: folded, in full, and the field that they name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from labelling.path.stock.files.vocabulary import (
    ABBREVIATIONS,
    AXES,
    AXIS_WORDS,
    IN_FULL,
    KEYWORDS,
    MINOR,
    PARTS,
    SMALL_WORDS,
    STREET,
    SYNONYMS,
)
from portal.spreadsheets.sheets import Value, letter_of

LONGEST_TITLE = 100
FIELD_OF = {synonym: name for name, text in SYNONYMS.items() for synonym in text.split("|")}
WORDS = sorted({word for synonym in FIELD_OF for word in synonym.split()})
GUESSED_WORDS = 7
FEWEST_AXES = 4


@dataclass(frozen=True)
class Matching:
    """What people said of a file.

    Of its columns: {folded title: field} of one before, {letter: field} of this; "" is unread. Of its `towns`:
    {key: Insee code}, as `words.Doubt` has it; `words.NO_TOWN` is none to show.
    """

    titles: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)

    def said_of(self, index: int, title: str) -> str | None:
        """A column of a sheet that lies, which is one of its rows, is said by its number."""
        letters, usual = self.letters, self.titles.get(key_of(index, title))
        return letters.get(letter_of(index), letters.get(str(index + 1), usual))


WITH_OTHERS = (
    "with others"  # field of a column that is read with those beside it: homes of a type, a street
)
AS_WRITTEN = Matching()


def recognised(
    cells: Iterable[Value], matching: Matching = AS_WRITTEN, *, is_guessed: bool = True
) -> dict[str, int]:
    """Field → index of the column; of two columns with the same meaning, the first counts.

    What somebody said comes before what is written as in the vocabulary, and that before what is guessed.
    """
    titles = {index: cell for index, cell in enumerate(cells) if isinstance(cell, str)}
    told = {index: matching.said_of(index, title) for index, title in titles.items()}
    found: dict[str, int] = {}
    for index, name in told.items():
        if name and name != WITH_OTHERS:
            found.setdefault(name, index)
    said = set(found)
    for index, title in titles.items():
        name = field_of(title) if told[index] is None else None
        if name is None or name in said:
            continue
        if name not in found or _gives_way(titles[found[name]], title):
            found[name] = index
    if not is_guessed:
        return found
    free = {
        index: title
        for index, title in titles.items()
        if field_of(title) is None and told[index] is None
    }
    known = {axis: found[axis] for axis in AXES if axis in found}
    found |= guess_axes(free, known)
    for index, title in free.items():
        if index in found.values() or not (name := guess_field(title)):
            continue
        if found.setdefault(name, index) in free and _year(title) > _year(free[found[name]]):
            found[name] = index
    return found


def fold_title(title: str) -> str:
    text = unicodedata.normalize("NFKD", title.replace("%", "")).lower()
    kept = (char for char in text if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in kept).split()
    words = [IN_FULL.get(word, word) for word in map(_singular, words)]
    text = " ".join(word for word in words if word not in SMALL_WORDS)
    text = re.sub(r"^axe \d ?|^\d (?=\D)", "", text)
    return re.sub(r" (0 4|sur 4|note 0 4)$", "", text)


def key_of(index: int, title: str) -> str:
    """What is said of a column goes by its title, or by its place when it has none."""
    return fold_title(title) or f"#{index}"


def field_of(title: str) -> str | None:
    """The field of a title of the vocabulary, abbreviated or not."""
    if len(title) > LONGEST_TITLE:
        return None
    return FIELD_OF.get(folded := fold_title(title)) or FIELD_OF.get(_unabbreviated(folded))


def guess_field(title: str) -> str | None:
    """The field of a title with other words than those of the vocabulary, or more."""
    text = _unabbreviated(fold_title(title))
    if not text or len(text.split()) > GUESSED_WORDS or len(title) > LONGEST_TITLE:
        return None
    return next((name for name, words in KEYWORDS.items() if re.search(words, text)), None) or None


def is_minor(title: str) -> bool:
    """Whether a title leaves its field to another one that says it better."""
    return fold_title(title) in MINOR


def is_sum(title: str) -> bool:
    """Whether a column says what the columns of homes make together."""
    return (
        re.fullmatch(r"(nombre )?(total|tot|ensemble)( (general|logement))?", fold_title(title))
        is not None
    )


def parts_of(titles: Iterable[str]) -> list[int]:
    """The columns that tell homes apart by one thing (type, form, loan), two at least."""
    folded = [re.sub(r"(?<=\d) ?(b|bi)$", " bis", fold_title(title)) for title in titles]
    for words in PARTS:
        found = [index for index, text in enumerate(folded) if re.fullmatch(words, text)]
        if len(found) > 1:
            return found
    return []


def street_of(titles: dict[int, str]) -> tuple[int, ...]:
    """The columns that make an address together, the number first; none when one alone tells it."""
    folded = {index: _unabbreviated(fold_title(title)) for index, title in titles.items()}
    number, way = (
        [index for index, text in folded.items() if re.fullmatch(words, text)] for words in STREET
    )
    return (*number, *way) if way and len(number) + len(way) > 1 else ()


def guess_axes(titles: dict[int, str], known: dict[str, int]) -> dict[str, int]:
    """Axis → index, of titles that are no field: nothing unless four axes at least are there with the known ones."""
    found = dict(known)
    for index, title in titles.items():
        text = fold_title(title)
        axes = [axis for axis, words in AXIS_WORDS.items() if re.search(words, text)]
        if free := [axis for axis in axes if axis not in found]:
            found[free[0]] = index
    return found if len(found) >= FEWEST_AXES else {}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _unabbreviated(folded: str) -> str:
    return " ".join(map(_in_full, re.sub(r"(?<=[a-z])(?=\d)", " ", folded).split()))


def _in_full(word: str) -> str:
    if word in ABBREVIATIONS or len(word) < 3 or word in WORDS:
        return ABBREVIATIONS.get(word, word)
    found = [one for one in WORDS if one.startswith(word)]
    return found[0] if len(found) == 1 else word


def _year(title: str) -> int:
    """Of « Logements 2025 » and « Logements 2026 », the latest is today's."""
    return max(map(int, re.findall(r"20\d\d", title)), default=0)


def _gives_way(first: str, other: str) -> bool:
    return is_minor(first) and not is_minor(other)
