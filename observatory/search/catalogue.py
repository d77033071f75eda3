"""Per-process cache of what the index knows of the public practices: dates, reuses, and who has each facet value."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from observatory.models import PUBLISHED
from observatory.search.facets import FACETS
from observatory.search.models import PracticeEntry
from portal import memory

VALUES = 300  # of a facet that are counted: those of most practices


@dataclass(frozen=True)
class Catalogue:
    """Shared between requests: nobody changes it. Practices are told by their numbers."""

    practices: frozenset[int]
    dates: Mapping[int, tuple[date, int]]  # publication, then the number itself: no two alike
    reuses: Mapping[int, int]
    holders: Mapping[
        str, Mapping[str, frozenset[int]]
    ]  # {facet: {value: practices}}, most held first

    def having(self, facet, value):
        return self.holders[facet].get(value, frozenset())

    def most_held(self, facet):
        """The values that most practices have, `VALUES` at most."""
        return [*self.holders[facet]][:VALUES]


@memory.remembered
def current():
    """Of the published practices alone (reliability G05), read again after a write."""
    rows = PracticeEntry.objects.filter(practice__state__in=PUBLISHED).order_by()
    dates, reuses = {}, {}
    holders = {facet: defaultdict(set) for facet in FACETS}
    for pk, published_on, reuse_count, facets in rows.values_list(
        "pk", "published_on", "reuse_count", "facets"
    ):
        dates[pk], reuses[pk] = (published_on, pk), reuse_count
        for facet, values in facets.items():
            for value in values:
                holders[facet][value].add(pk)
    ranked = {facet: _ranked(said) for facet, said in holders.items()}
    return Catalogue(frozenset(dates), dates, reuses, ranked)


def forget():
    """What is kept does not agree with the database, which was written by another hand."""
    memory.forget()


def _ranked(holders):
    ranked = sorted(holders, key=lambda value: (-len(holders[value]), value))
    return {value: frozenset(holders[value]) for value in ranked}
