"""The synonyms in service, as the planner reads them; kept until something public is written."""

from observatory.search.models import SynonymGroup
from observatory.search.planner import Synonyms
from portal import generation
from portal.french import sequence

_kept = {}


def current():
    """Read again when anything public changes, or inside a transaction that has written."""
    token = generation.current()
    if token is None:
        return read()
    if token not in _kept:
        fresh = read()
        _kept.clear()
        _kept[token] = fresh
    return _kept[token]


def read():
    return arranged(
        SynonymGroup.objects.filter(is_active=True).values_list("heading", "expressions")
    )


def arranged(groups):
    """`groups`: (heading or "", expressions)."""
    meant = {}
    for heading, expressions in groups:
        said = [tuple(sequence(one)) for one in expressions]
        for roots in [tuple(sequence(heading))] if heading else said:
            others = [one for one in said if one and one != roots]
            if roots:
                meant.setdefault(roots, []).extend(others)
    by_first = {}
    for roots, others in meant.items():
        unique = list(dict.fromkeys(others))
        by_first.setdefault(roots[0], []).append((roots, unique))
    return Synonyms(by_first)
