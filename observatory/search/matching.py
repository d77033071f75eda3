"""Executing a plan with sets: which sheets hold enough of it, and the score of each."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from observatory.search import bits
from observatory.search.planner import ANYWHERE, enough, rarity, worth

ALIKE = 30  # roots of a sheet by which its likes are found
COMMON = 0.3  # of the sheets: a root of more of them likens nothing
LIKE = 3  # the least likeness that is shown
EACH = 12  # what a sheet earns for each wanted concept that it holds


@dataclass(frozen=True)
class Matched:
    sheets: int  # a set
    score: list  # a vertical counter
    is_partial: bool


def match(plan, shelf, lexicon):
    """The public sheets that answer a plan; all of them when it looks for nothing."""
    if not plan.concepts:
        return Matched(shelf.live, [], is_partial=False)
    held, score = [], []
    for concept in plan.concepts:
        tiers = [*_tiers(concept, shelf, lexicon)]
        for weight, found in tiers:
            bits.add(score, found, weight)
        if concept.is_wanted:
            held.append(reduce(or_, (found for _, found in tiers), 0) & shelf.live)
    having = []
    for found in held:
        bits.add(having, found, 1)
        bits.add(score, found, EACH)
    levels = [bits.at_least(having, n, shelf.live) for n in range(1, len(held) + 1)]
    level = enough([found.bit_count() for found in levels])
    return Matched(
        levels[level - 1], score, is_partial=level < len(held) and bool(levels[level - 1])
    )


def likeness(entry, shelf):
    """A counter of what each sheet shares with this one: its rare roots, its themes, its criteria."""
    fields = ("title", "tags", "often")
    roots = dict.fromkeys(r for name in fields for r in entry.tokens[name].split())
    asked = [(name, (root,)) for root in list(roots)[:ALIKE] for name in fields]
    lists, total = shelf.lists(asked), len(shelf.marks)
    score = []
    for root in list(roots)[:ALIKE]:
        found = reduce(or_, (lists[name, (root,)] for name in fields)) & shelf.live
        rare = rarity(found.bit_count(), total)
        if 1 < found.bit_count() <= total * COMMON:
            bits.add(score, found, round(rare * 2))
    for facet, weight in (("theme", 3), ("critere", 4), ("mot", 4)):
        for value in entry.facets[facet]:
            bits.add(score, shelf.value(facet, value), weight)
    return score


def _tiers(concept, shelf, lexicon):
    """(worth, sheets): in each field, a sheet earns for the best wording it holds."""
    loose = [w for w in concept.wordings if w.is_loose]
    exact = sorted((w for w in concept.wordings if not w.is_loose), key=lambda w: -w.quality)
    wanted = [(name, w.roots) for name in concept.fields for w in exact]
    lists = shelf.lists([key for key in wanted if key[0] != "often" or len(key[1]) == 1])
    for name in concept.fields:
        done = 0
        for wording in exact:
            found = lists.get((name, wording.roots), 0) & ~done
            done |= found
            if found:
                yield worth(concept, wording, name), found
    for wording in loose:
        each = lexicon.everywhere([(root,) for root in wording.roots])
        yield worth(concept, wording, ANYWHERE), reduce(and_, each.values())
