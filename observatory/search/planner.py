"""Query planner: from typed text to weighted concepts, each with its variants.

A plan is plain values. The database executes it with sets, Elasticsearch with a `bool` query whose `should` are
these concepts and whose `minimum_should_match` is `enough(…)`: same practices, same counts. For the database the score
of a practice is the sum, over the concepts and the fields, of the best `worth` found in the field.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from observatory.search.parsing import Spoken, split_typed
from portal.search.french import plain, sequence

LONGEST, CONCEPTS, ALTERNATIVES = 200, 12, 16
EXACT, CORRECTED, SYNONYM, AKIN, LOOSE = 1.0, 0.8, 0.6, 0.35, 0.4
FIELD_WORTH = {
    "title": 10,
    "tags": 8,
    "organism": 6,
    "summary": 5,
    "often": 3,
    "body": 2,
    "words": 3,
}
ANYWHERE = "body"  # what a loose wording, its words apart, is worth
WEAK = 0.35  # of a word that everybody writes: « locataires », « améliorer »
TOGETHER = 0.5  # of two words side by side as typed, in the fields of SIDE
SIDE = ("title", "tags", "summary", "body")
UNIT = 8  # of a weight: the least that tells two scores apart
FEW = 3  # sheets holding all the words: fewer, and most of the words will do


@dataclass(frozen=True)
class Wording:
    """Stems side by side, or anywhere in the practice when `is_loose`."""

    roots: tuple[str, ...]
    quality: float
    is_loose: bool = False


@dataclass(frozen=True)
class Concept:
    """A thing searched. An optional one adds to the score and is not required."""

    wordings: tuple[Wording, ...]
    weight: float = 1.0
    is_wanted: bool = True
    fields: tuple[str, ...] = tuple(FIELD_WORTH)
    said: str = ""  # the word as typed, when it is a single one


@dataclass(frozen=True)
class Plan:
    concepts: tuple[Concept, ...] = ()
    corrected: str = ""  # the text with its misspelt words corrected; "" when none is

    @property
    def wanted(self):
        return [concept for concept in self.concepts if concept.is_wanted]


class Lexicon(Protocol):
    """Word statistics of an engine."""

    total: int

    def counts(self, wordings: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], int]:
        """Number of public practices that hold these roots side by side in some field."""

    def near(self, word: str) -> list[str]:
        """Corrections of an unknown word from public practices, likeliest first."""


@dataclass(frozen=True)
class Synonyms:
    """{first root: [(roots of an expression, other wordings)]}."""

    by_first: Mapping[str, tuple] = field(default_factory=dict)

    def at(self, roots, start):
        """(number of roots, [other wordings]) of the longest expression that starts here."""
        best, others = 0, []
        for said, meant in self.by_first.get(roots[start], ()):
            if tuple(roots[start : start + len(said)]) == said and len(said) >= best:
                others = meant if len(said) > best else [*others, *meant]
                best = len(said)
        return best, others


def worth(concept, wording, name):
    """Score of a practice whose field `name` holds this wording: an integer."""
    return max(1, round(UNIT * FIELD_WORTH[name] * concept.weight * wording.quality / 10))


def plan(text, lexicon, synonyms):
    """The plan of any text; never fails."""
    said = split_typed(text[:LONGEST])
    concepts = [*_concepts(said, synonyms)][:CONCEPTS]
    counts = lexicon.counts(_asked(concepts) | _pairs(said))
    concepts = [one for whole in concepts for one in _apart(whole, counts)]
    concepts, corrected = _correct(concepts, counts, lexicon, said.text, synonyms)
    if corrected:
        counts = {**counts, **lexicon.counts(_asked(concepts))}
    weighed = [_weigh(one, counts, lexicon.total) for one in concepts]
    if not any(one.is_wanted for one in weighed):
        weighed = [replace(one, is_wanted=True) for one in weighed]
    return Plan((*weighed, *_together(said, counts, lexicon.total)), corrected)


def enough(counts):
    """Number of required concepts to hold; `counts[n - 1]`: practices that hold n or more.

    All of them when that finds a few sheets; else the most that finds a few, not less than half
    of them while half finds any.
    """
    level, half = len(counts), math.ceil(len(counts) / 2)
    while level > 1 and counts[level - 1] < (FEW if level > half else 1):
        level -= 1
    return level


def _concepts(said: Spoken, synonyms):
    """Longest expressions of the trade first, then single words; quoted words as they are."""
    for part in said.parts:
        if part.is_quoted:
            yield Concept((Wording(part.roots, EXACT),))
            continue
        start = 0
        while start < len(part.roots):
            length, others = synonyms.at(part.roots, start)
            length = max(length, 1)
            roots = part.roots[start : start + length]
            is_weak = length == 1 and part.is_weak[start]
            yield _concept(roots, [] if is_weak else others, part.words[start], is_weak)
            start += length


def _concept(roots, others, word, is_weak):
    wordings = [Wording(roots, EXACT)]
    if len(roots) > 1:
        wordings.append(Wording(roots, LOOSE, is_loose=True))
    wordings += [one for one in others if one.roots != roots]
    said = word if len(roots) == 1 else ""
    unique = tuple(dict.fromkeys(wordings))[:ALTERNATIVES]
    return Concept(unique, WEAK if is_weak else 1.0, not is_weak, said=said)


def _apart(concept, counts):
    """An expression that no practice holds, in any wording, becomes its words."""
    loose = next((w for w in concept.wordings if w.is_loose), None)
    if not loose or any(counts.get(w.roots) for w in concept.wordings if not w.is_loose):
        return [concept]
    return [_concept((root,), [], "", is_weak=False) for root in loose.roots]


def _asked(concepts):
    """Every wording to count; of a loose one, each root."""
    asked = set()
    for concept in concepts:
        for wording in concept.wordings:
            asked.update([(r,) for r in wording.roots] if wording.is_loose else [wording.roots])
    return asked


def _pairs(said):
    return {pair for part in said.parts if not part.is_quoted for pair in part.pairs}


def _correct(concepts, counts, lexicon, text, synonyms):
    """An unknown word, without synonym that is known, is replaced by a near one and its synonyms."""
    corrected, done = [], {}
    for concept in concepts:
        is_known = any(counts.get(w.roots) for w in concept.wordings if not w.is_loose)
        near = lexicon.near(plain(concept.said)) if concept.said and not is_known else []
        if near:
            done[concept.said] = near[0]
            wordings = tuple(Wording(tuple(sequence(word)), CORRECTED) for word in near)
            also = [
                replace(one, quality=CORRECTED * one.quality) for one in _meant(near[0], synonyms)
            ]
            said = dict.fromkeys((*concept.wordings[:1], *wordings, *also))
            concept = replace(concept, wordings=tuple(said)[:ALTERNATIVES])
        corrected.append(concept)
    if not done:
        return corrected, ""
    words = "|".join(map(re.escape, sorted(done, key=len, reverse=True)))
    return corrected, re.sub(rf"\b(?:{words})\b", lambda found: done[found[0]], text)


def _meant(word, synonyms):
    roots = tuple(sequence(word))
    return synonyms.at(roots, 0)[1] if len(roots) == 1 else []


def _weigh(concept, counts, total):
    """Rare concepts weigh more: 1 to 4."""
    held = sum(counts.get(w.roots, 0) for w in concept.wordings if not w.is_loose)
    return replace(concept, weight=concept.weight * rarity(held, total))


def rarity(held, total):
    return min(4.0, 1 + math.log((total + 1) / (min(held, total) + 1)))


def _together(said, counts, total):
    """Two consecutive typed words found side by side score more."""
    for pair in sorted(_pairs(said)):
        if counts.get(pair):
            weight = TOGETHER * rarity(counts[pair], total)
            yield Concept((Wording(pair, EXACT),), weight, is_wanted=False, fields=SIDE)
