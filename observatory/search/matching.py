"""Executing a plan on the public practices: which hold enough of it, and the score of each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from observatory.search.planner import ANYWHERE, enough, rarity, worth

ALIKE = 30  # roots of a sheet by which its likes are found
COMMON = 0.3  # of the sheets: a root of more of them likens nothing
LIKE = 3  # the least likeness that is shown
EACH = 12  # what a sheet earns for each wanted concept that it holds
LIKENED = ("title", "tags", "often")  # fields by whose roots sheets are likened
SHARED = (("theme", 3), ("critere", 4), ("mot", 4))  # facets, and what a shared value is worth


@dataclass(frozen=True)
class Matched:
    """`practices` by number, and {number: score} of those that hold something of the plan."""

    practices: frozenset
    scores: Mapping[int, int]
    is_partial: bool


def match(plan, catalogue, lexicon):
    """The public practices that answer a plan; all of them when it looks for nothing."""
    if not plan.concepts:
        return Matched(catalogue.practices, {}, is_partial=False)
    lexicon.read_fields(plan.concepts)
    scores, held = Counter(), []
    for concept in plan.concepts:
        tiers = [*_tiers(concept, lexicon)]
        for earned, found in tiers:
            for pk in found:
                scores[pk] += earned
        if concept.is_wanted:
            held.append(set().union(*(found for _, found in tiers)))
    having = Counter(chain.from_iterable(held))
    for pk, concepts in having.items():
        scores[pk] += EACH * concepts
    counts = [sum(n >= level for n in having.values()) for level in range(1, len(held) + 1)]
    level = enough(counts)
    practices = frozenset(pk for pk, concepts in having.items() if concepts >= level)
    return Matched(practices, scores, is_partial=level < len(held) and bool(practices))


def likeness(entry, catalogue, lexicon):
    """{number: what a practice shares with this one}: its rare roots, its themes, its criteria, its tags."""
    said = dict.fromkeys(root for name in LIKENED for root in entry.tokens[name].split())
    roots = [(root,) for root in list(said)[:ALIKE]]
    scores, total = Counter(), lexicon.total
    for found in lexicon.holding(roots, LIKENED).values():
        if 1 < len(found) <= total * COMMON:
            earned = round(rarity(len(found), total) * 2)
            scores.update(dict.fromkeys(found, earned))
    for facet, earned in SHARED:
        for value in entry.facets[facet]:
            scores.update(dict.fromkeys(catalogue.having(facet, value), earned))
    return scores


def _tiers(concept, lexicon):
    """(worth, practices): in each field, a practice earns for the best wording it holds."""
    exact = sorted((w for w in concept.wordings if not w.is_loose), key=lambda w: -w.quality)
    for name in concept.fields:
        done = set()
        for wording in exact:
            found = lexicon.in_field(name, wording.roots) - done
            done |= found
            if found:
                yield worth(concept, wording, name), found
    for wording in concept.wordings:
        if wording.is_loose:
            each = lexicon.holding([(root,) for root in wording.roots])
            yield worth(concept, wording, ANYWHERE), frozenset.intersection(*each.values())
