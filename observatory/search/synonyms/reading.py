"""Cache of the synonyms in service, for the planner; invalidated when one is written."""

from functools import lru_cache

from observatory.search.models import SynonymGroup
from observatory.search.planner import AKIN, SYNONYM, Synonyms, Wording
from portal.core.read_once import read_once
from portal.search.french import sequence


@read_once
def current():
    rows = SynonymGroup.objects.filter(is_active=True).values_list("heading", "expressions")
    return arranged(tuple((heading, tuple(said)) for heading, said in rows))


@lru_cache(maxsize=4)
def arranged(groups):
    """`groups`: (heading or "", expressions). Expressions under a heading are related, worth less than synonyms."""
    meant = {}
    for heading, expressions in groups:
        said = [tuple(sequence(one)) for one in expressions]
        quality = AKIN if heading else SYNONYM
        for roots in [tuple(sequence(heading))] if heading else said:
            others = [Wording(one, quality) for one in said if one and one != roots]
            if roots:
                meant.setdefault(roots, []).extend(others)
    by_first = {}
    for roots, others in meant.items():
        best = {one.roots: one for one in sorted(others, key=lambda one: one.quality)}
        unique = [best[r] for r in dict.fromkeys(one.roots for one in others)]
        by_first.setdefault(roots[0], []).append((roots, unique))
    return Synonyms(by_first)
