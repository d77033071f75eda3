"""Elasticsearch search engine: the database plans, reads again and stands in; the cluster counts and ranks."""

from math import isclose

from observatory.search import entries
from observatory.search.database import DEEPEST, DatabaseEngine
from observatory.search.elastic.cluster import cluster_errors, whole
from observatory.search.elastic.index import Index, all_taken, beside
from observatory.search.elastic.practices import Practices
from observatory.search.facets import FACETS

NEAR = 1e-12  # of a sum, which is a floating one: a single sheet of a million changes it by more


class ElasticEngine(DatabaseEngine):
    """Raises `EngineDown` when the cluster does not answer in time and in full.

    Similar practices and suggestions are the database's: it keeps every entry in any case, up to date at once.
    """

    name = "elasticsearch"

    def __init__(self, url):
        self.url = url

    def page(self, question, kept, matched):
        """The cluster's, when it has found the very sheets of the database, each as it is now; else the database's."""
        marks = sum(map(kept.marks.__getitem__, matched.practices))
        with cluster_errors():
            asked = _window(Practices(self.url, question, kept, matched), question)
            answer = whole(asked.execute())
            if isclose(answer.aggregations.marks.value, marks, rel_tol=NEAR):
                pks = [int(hit.meta.id) for hit in answer.hits]
                return pks, answer.hits.total.value, _facets(answer, question, kept)
        return super().page(question, kept, matched)

    def keep(self, documents):
        documents = list(documents)
        entries.keep(documents)
        all_taken(Index(self.url).write(documents))
        return len(documents)

    def forget(self, pks):
        pks = list(pks)
        count = entries.forget(pks)
        all_taken(Index(self.url).write(gone=pks))
        return count

    def rebuild(self, documents):
        """Build a new index beside the one in service, then swap."""
        documents = list(documents)
        with beside(self.url) as fresh:
            all_taken(fresh.write(documents))
            return entries.rebuild(documents)

    def content_hashes(self):
        return {int(pk): said for pk, said in Index(self.url).content_hashes().items()}


def _window(asked, question):
    size = max(1, question.size)
    first = (max(1, question.page) - 1) * size
    return asked[first : first + size] if first < DEEPEST else asked[0:0]


def _facets(answer, question, kept):
    """{facet: {value: practices}} as the database says them: its most frequent values, and those chosen."""
    if not question.wants_facets:
        return {}
    counts = {name: {value: n for value, n, _ in answer.facets[name]} for name in FACETS}
    return {
        name: dict.fromkeys(question.chosen.get(name, ()), 0)
        | {value: counts[name][value] for value in kept.values[name] if value in counts[name]}
        for name in FACETS
    }
