"""Per-process cache of what the index knows of the public practices: dates, reuses, and who has each facet value."""

from collections import Counter, defaultdict
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from itertools import chain
from sys import intern

from observatory.practices.terms import PUBLISHED
from observatory.search.facets import FACETS
from observatory.search.models import PracticeEntry
from portal.cache import versions
from portal.cache.public import cached

VALUES = 300  # of a facet that are counted: those of most practices
LISTS = 1_000  # lists of practices that hold a word, kept with a catalogue


@dataclass(frozen=True)
class Catalogue:
    """Shared between requests, immutable except by `keep_lists`. Practices are primary keys."""

    practices: frozenset[int]
    ranks: Mapping[int, int]  # the latest published has the greatest; no two alike
    reuses: Mapping[int, int]
    marks: Mapping[int, int]  # {practice: a number drawn from its whole content}
    classes: Mapping[int, tuple[str, ...]]  # {practice: its values, each as « facet value »}
    holders: Mapping[str, frozenset[int]]  # {« facet value »: practices}
    values: Mapping[str, list[str]]  # {facet: its values, those of most practices first}
    lists: MutableMapping = field(default_factory=dict, compare=False)  # kept by `keep_lists`

    def having(self, facet, value):
        return self.holders.get(f"{facet} {value}", frozenset())

    def keep_lists(self, fresh):
        """Caches full-text results in this catalogue: {words: practices}."""
        if len(self.lists) + len(fresh) > LISTS:
            self.lists.clear()
        self.lists.update(fresh)

    def counted(self, practices, facets):
        """{facet: {value: count}} of these practices, for the most frequent values."""
        if len(practices) == len(self.practices):
            counts = {name: len(held) for name, held in self.holders.items()}
        else:
            counts = Counter(chain.from_iterable(map(self.classes.__getitem__, practices)))
        return {
            facet: {
                value: count
                for value in self.values[facet]
                if (count := counts.get(f"{facet} {value}"))
            }
            for facet in facets
        }


def forget():
    """Invalidate: the cache disagrees with the database, which was written outside of this code."""
    versions.bump()


@cached
def current():
    """Of published practices only (G05), as of the last public write."""
    rows = PracticeEntry.objects.filter(practice__state__in=PUBLISHED)
    rows = rows.order_by("published_on", "pk").values_list("pk", "reuse_count", "mark", "facets")
    reuses, marks, classes, holders = {}, {}, {}, defaultdict(set)
    for pk, reuse_count, mark, facets in rows:
        reuses[pk], marks[pk] = reuse_count, mark
        classes[pk] = tuple(
            intern(f"{facet} {value}") for facet, values in facets.items() for value in values
        )
        for name in classes[pk]:
            holders[name].add(pk)
    return Catalogue(
        practices=frozenset(reuses),
        ranks={pk: rank for rank, pk in enumerate(reuses)},
        reuses=reuses,
        marks=marks,
        classes=classes,
        holders={name: frozenset(held) for name, held in holders.items()},
        values=_most_held(holders),
    )


def _most_held(holders):
    values = {facet: [] for facet in FACETS}
    for name in sorted(holders, key=lambda name: (-len(holders[name]), name)):
        facet, _, value = name.partition(" ")
        if len(values[facet]) < VALUES:
            values[facet].append(value)
    return values
