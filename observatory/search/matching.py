"""Execution of a query plan on the public practices: matches and scores."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from observatory.search.planner import ANYWHERE, Plan, enough, rarity, worth
from observatory.search.words import DatabaseLexicon

ALIKE = 30  # roots of a sheet by which its likes are found
COMMON = 0.3  # of the sheets: a root of more of them likens nothing
LIKE = 3  # the least likeness that is shown
EACH = 12  # what a sheet earns for each wanted concept that it holds
LIKENED = ("title", "tags", "often")  # fields by whose roots sheets are likened
SHARED = (("theme", 3), ("critere", 4), ("mot", 4))  # facets, and what a shared value is worth


@dataclass(frozen=True)
class Matched:
    """Primary keys of the matches; `plan` and `lexicon` give their scores."""

    practices: frozenset
    plan: Plan
    lexicon: DatabaseLexicon
    level: int = 1  # wanted concepts that each match holds at least

    @property
    def is_partial(self):
        return self.level < len(self.plan.wanted) and bool(self.practices)

    def scores(self, among):
        """{pk: score} of some matches: in each field, the best wording scores."""
        self.lexicon.read_fields(self.plan.concepts)
        scores = dict.fromkeys(among, 0)
        for concept in self.plan.concepts:
            for earned, found in _tiers(concept, self.lexicon, among):
                for pk in found:
                    scores[pk] += earned
            if concept.is_wanted:
                for pk in self.lexicon.held(concept) & among:
                    scores[pk] += EACH
        return scores


def match(plan, catalogue, lexicon):
    """Public practices that match enough of a plan; all of them for an empty plan."""
    if not plan.concepts:
        return Matched(catalogue.practices, plan, lexicon)
    held = [lexicon.held(concept) for concept in plan.wanted]
    if len(held) == 1:
        return Matched(held[0], plan, lexicon)
    having = Counter(chain.from_iterable(held))
    counts = [sum(n >= level for n in having.values()) for level in range(1, len(held) + 1)]
    level = enough(counts)
    practices = frozenset(pk for pk, concepts in having.items() if concepts >= level)
    return Matched(practices, plan, lexicon, level)


def likeness(entry, catalogue, lexicon):
    """{pk: similarity} by shared rare roots, themes, criteria and tags."""
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


def _tiers(concept, lexicon, among):
    """(worth, practices): in each field, the best wording scores."""
    exact = sorted((w for w in concept.wordings if not w.is_loose), key=lambda w: -w.quality)
    for name in concept.fields:
        left = among
        for wording in exact:
            if found := lexicon.in_field(name, wording.roots) & left:
                left -= found
                yield worth(concept, wording, name), found
    for wording in concept.wordings:
        if wording.is_loose:
            yield worth(concept, wording, ANYWHERE), lexicon.apart(wording.roots) & among
