"""Similar practices by the cluster's « more like this »: rare words shared, scored as in the database."""

from observatory.search.elastic import queries
from observatory.search.elastic.cluster import cluster_errors, whole
from observatory.search.elastic.comparison import entries, search
from observatory.search.elastic.dsl import Q
from observatory.search.execution import ALIKE, COMMON, LIKE, LIKENED, SHARED
from observatory.search.planner import rarity

TERMS = 300  # of a sheet that the cluster compares, at most: all of them


def entry(pk):
    return entries().filter(pk=pk).first()


def found(lexicon, entry, size):
    """At most `size` primary keys of public practices, most similar first."""
    roots = list(dict.fromkeys(r for name in LIKENED for r in entry.tokens[name].split()))[:ALIKE]
    filters = {str(n): _anywhere(root) for n, root in enumerate(roots)}
    counts = lexicon.count(filters)
    weights = {
        root: round(rarity(counts[str(n)], lexicon.total) * 2)
        for n, root in enumerate(roots)
        if 1 < counts[str(n)] <= lexicon.total * COMMON
    }
    with cluster_errors():
        asked = lexicon.public(search(lexicon.reach)).query(_query(entry, weights, lexicon.total))
        asked = asked.extra(min_score=LIKE).source(False)
        hits = whole(asked.sort({"_score": "desc"}, *queries.LATEST)[:size].execute()).hits
        ranked = sorted((-hit.meta.score, -int(hit.meta.id)) for hit in hits)
    return [-pk for _, pk in ranked]


def _query(entry, weights, total):
    shared = [
        (Q("term", **{f"facets.{facet}": value}), weight)
        for facet, weight in SHARED
        for value in entry.facets[facet]
    ]
    alike = Q(
        "more_like_this",
        fields=[f"roots.{name}" for name in LIKENED],
        like=[{"_id": str(entry.pk)}],
        min_term_freq=1,
        min_doc_freq=2,
        max_doc_freq=max(2, int(total * COMMON)),
        max_query_terms=TERMS,
        minimum_should_match=1,
    )
    among = Q("bool", should=[alike, *(query for query, _ in shared)])
    worths = [queries.scored(_anywhere(root), weight) for root, weight in weights.items()]
    worths += [queries.scored(query, weight) for query, weight in shared]
    return Q("bool", filter=[among], should=worths, must_not=[Q("ids", values=[str(entry.pk)])])


def _anywhere(root):
    return Q("bool", should=[Q("term", **{f"roots.{name}": root}) for name in LIKENED])
