"""Whether the index says what the database says: one sum when it does, the sheets that differ when it does not.

Each sheet has a mark drawn from all that it says. The index and the database are in step when they
have as many sheets and the same sum of marks; else both are compared by groups of sheets, and the
sheets of the groups that differ one by one. Whatever is written in the index by hand is seen so.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Sum

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search.elastic.cluster import told, whole
from observatory.search.elastic.dsl import Q, Search
from observatory.search.elastic.mapping import BUCKETS, HALF
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown
from portal.cache.public import cached

NOWHERE = -1  # the group of what has none


@dataclass(frozen=True)
class Differences:
    """Numbers of sheets as text, as an index names them: it may hold what is no number."""

    missing: frozenset = frozenset()
    stale: frozenset = frozenset()
    surplus: frozenset = frozenset()

    @property
    def late(self):
        """Public sheets that the index does not know as they are."""
        return self.missing | self.stale

    @property
    def wrong(self):
        """What must not be found in the index."""
        return self.stale | self.surplus

    def __len__(self):
        return len(self.missing) + len(self.stale) + len(self.surplus)


def entries():
    return PracticeEntry.objects.filter(practice__state__in=PUBLISHED)


@cached(reads=(GoodPractice, PracticeEntry), seconds=None, is_of_the_day=False)
def of_database():
    """(sheets, sum of marks) of what is public now."""
    said = entries().aggregate(count=Count("pk"), marks=Sum("mark"))
    return said["count"], int(said["marks"] or 0)


def summed(search):
    """Ask with the rest for what `of_index` reads."""
    search.aggs.metric("high", "sum", field="mark_high")
    search.aggs.metric("low", "sum", field="mark_low")
    return search


def of_index(answer):
    """(sheets, sum of marks) of a whole index."""
    return answer.hits.total.value, _mark(answer.aggregations)


def _mark(aggregations):
    return int(aggregations.high.value) * HALF + int(aggregations.low.value)


def search(reach, index=None):
    """A search of nothing yet, that counts everything and says no half truth."""
    found = Search(using=reach.client, index=index or reach.alias)
    return found.params(allow_partial_search_results=False).extra(track_total_hits=True)


def differences(reach, index=None, at_most=None):
    """What differs now between an index (the one of the alias unless told) and the public sheets.

    Raises `EngineDown` when more than `at_most` sheets would have to be compared one by one.
    """
    groups = _groups_of_index(reach, index)
    known = _groups_of_database()
    other = sorted(n for n in groups.keys() | known.keys() if groups.get(n) != known.get(n))
    if not other:
        return Differences()
    if at_most and sum(groups.get(n, known.get(n))[0] for n in other) > at_most:
        raise EngineDown("index trop différent de la base")
    there = stamps(reach, index, other)
    rows = _grouped().filter(group__in=other).values_list("pk", "stamp")
    here = {str(pk): stamp for pk, stamp in rows}
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
    with told():
        answer = whole(asked.execute())
        buckets = answer.aggregations.groups.buckets
        found = {int(one.key): (one.doc_count, _mark(one)) for one in buckets}
        strangers = answer.hits.total.value - sum(count for count, _ in found.values())
        return found | ({NOWHERE: (strangers, 0)} if strangers else {})


def stamps(reach, index=None, groups=None):
    """{number as text: stamp} of these groups of sheets, of all without."""
    asked = search(reach, index).source(["stamp"])
    if groups is not None:
        wanted = Q("terms", bucket=groups)
        if NOWHERE in groups:
            wanted |= ~Q("exists", field="bucket")
        asked = asked.query("bool", filter=[wanted])
    with told():
        hits = asked.params(request_timeout=reach.left).scan()
        return {hit.meta.id: getattr(hit, "stamp", "") for hit in hits}
