"""Autocompletion by the cluster: titles by the completion suggester or by words, and tags."""

from observatory.search.autocompletion import TITLES
from observatory.search.catalogue import VALUES
from observatory.search.elastic.cluster import cluster_errors, whole
from observatory.search.elastic.comparison import search
from observatory.search.elastic.dsl import Q

NAME = "titles"


def beginning(lexicon, said):
    """Latest practices whose title holds the words and one that starts as the last."""
    asked = search(lexicon.reach).source(False)
    with cluster_errors():
        if len(said) == 1:
            return _completed(asked, said[0], lexicon)
        parts = [Q("term", brut=word) for word in said[:-1]] + [Q("prefix", brut=said[-1])]
        asked = lexicon.public(asked).query("bool", filter=parts).sort({"pk": "desc"})[:TITLES]
        return [int(hit.meta.id) for hit in whole(asked.execute()).hits]


def _completed(asked, start, lexicon):
    """The suggester takes no filter: hits to be excluded are dropped here."""
    named = {"field": "typed", "size": TITLES + len(lexicon.wrong)}
    answer = whole(asked.suggest(NAME, start, completion=named)[0:0].execute())
    options = answer.suggest[NAME][0].options
    pks = [one["_id"] for one in options]
    return [int(pk) for pk in dict.fromkeys(pks) if pk not in lexicon.wrong][:TITLES]


def tags(lexicon):
    """Tags of public practices, most frequent first."""
    lexicon.counts(())
    asked = lexicon.public(search(lexicon.reach))[0:0]
    asked.aggs.bucket("tags", "terms", field="facets.mot", size=VALUES)
    with cluster_errors():
        buckets = whole(asked.execute()).aggregations.tags.buckets
        return [one.key for one in buckets]
