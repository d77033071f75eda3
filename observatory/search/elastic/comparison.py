"""Comparison of the index with the database: by one checksum, then by the practices that differ.

Each practice has a hash of its whole content. Index and database agree when they hold as many practices and the
same sum of hashes; otherwise both are compared by groups, then one by one in the groups that differ. Anything
written in the index by hand is detected in this way.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Sum

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search.elastic.cluster import cluster_errors, whole
from observatory.search.elastic.dsl import Q, Search
from observatory.search.elastic.mapping import BUCKETS, HALF
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown
from portal.cache.public import cached

NOWHERE = -1  # the group of what has none


@dataclass(frozen=True)
class Differences:
    """Ids as text, as an index gives them: they may be no number."""

    missing: frozenset = frozenset()
    stale: frozenset = frozenset()
    surplus: frozenset = frozenset()

    @property
    def late(self):
        """Public practices missing from the index, or out of date in it."""
        return self.missing | self.stale

    @property
    def wrong(self):
        """Ids in the index that must not be found."""
        return self.stale | self.surplus

    def __len__(self):
        return len(self.missing) + len(self.stale) + len(self.surplus)


def entries():
    return PracticeEntry.objects.filter(practice__state__in=PUBLISHED)


@cached(reads=(GoodPractice, PracticeEntry), seconds=None, is_of_the_day=False)
def checksum_of_database():
    """(count, sum of marks) of the public practices."""
    said = entries().aggregate(count=Count("pk"), marks=Sum("mark"))
    return said["count"], int(said["marks"] or 0)


def summed(search):
    """Add to a search the aggregations that `checksum_of_index` reads."""
    search.aggs.metric("high", "sum", field="mark_high")
    search.aggs.metric("low", "sum", field="mark_low")
    return search


def checksum_of_index(answer):
    """(count, sum of marks) of a whole index."""
    return answer.hits.total.value, _mark(answer.aggregations)


def _mark(aggregations):
    return int(aggregations.high.value) * HALF + int(aggregations.low.value)


def search(reach, index=None):
    """An empty search that counts all hits and refuses partial answers."""
    found = Search(using=reach.client, index=index or reach.alias)
    return found.params(allow_partial_search_results=False).extra(track_total_hits=True)


def differences(reach, index=None, at_most=None):
    """Present differences between an index (by default the alias's) and the public practices.

    Raises `EngineDown` when more than `at_most` sheets would have to be compared one by one.
    """
    groups = _groups_of_index(reach, index)
    known = _groups_of_database()
    other = sorted(n for n in groups.keys() | known.keys() if groups.get(n) != known.get(n))
    if not other:
        return Differences()
    if at_most and sum(groups.get(n, known.get(n))[0] for n in other) > at_most:
        raise EngineDown("index trop différent de la base")
    there = content_hashes(reach, index, other)
    rows = _grouped().filter(group__in=other).values_list("pk", "content_hash")
    here = {str(pk): content_hash for pk, content_hash in rows}
    return Differences(
        missing=frozenset(here.keys() - there.keys()),
        stale=frozenset(pk for pk in here.keys() & there.keys() if here[pk] != there[pk]),
        surplus=frozenset(there.keys() - here.keys()),
    )


def _grouped():
    return entries().annotate(group=F("pk") % BUCKETS)


def _groups_of_database():
    rows = _grouped().order_by().values("group").annotate(count=Count("pk"), marks=Sum("mark"))
    return {row["group"]: (row["count"], int(row["marks"])) for row in rows}


def _groups_of_index(reach, index):
    asked = search(reach, index)[0:0]
    groups = asked.aggs.bucket("groups", "terms", field="bucket", size=BUCKETS)
    groups.metric("high", "sum", field="mark_high")
    groups.metric("low", "sum", field="mark_low")
    with cluster_errors():
        answer = whole(asked.execute())
        buckets = answer.aggregations.groups.buckets
        found = {int(one.key): (one.doc_count, _mark(one)) for one in buckets}
        unknown = answer.hits.total.value - sum(count for count, _ in found.values())
        return found | ({NOWHERE: (unknown, 0)} if unknown else {})


def content_hashes(reach, index=None, groups=None):
    """{id: hash} of these groups of practices, or of all."""
    asked = search(reach, index).source(["content_hash"])
    if groups is not None:
        wanted = Q("terms", bucket=groups)
        if NOWHERE in groups:
            wanted |= ~Q("exists", field="bucket")
        asked = asked.query("bool", filter=[wanted])
    with cluster_errors():
        hits = asked.params(request_timeout=reach.left).scan()
        return {hit.meta.id: getattr(hit, "content_hash", "") for hit in hits}
