"""Query of the index and checks of its answer, and word statistics for the planner."""

from observatory.search.elastic import comparison, queries
from observatory.search.elastic.cluster import Reach, cluster_errors, whole
from observatory.search.lexicon import DatabaseLexicon
from observatory.search.ports import EngineDown

MOST = 2_000  # sheets put aside in a query; an index further astray is not asked
COMPARED = 20_000  # sheets compared one by one within a question
SMALL = 5_000  # sheets: the database answers for these while the index is late

_last = {}  # {(url, index's sum, database's sum): differences}, the last one alone


class ClusterLexicon(DatabaseLexicon):
    """Corrections come from the database's vocabulary; every count is the index's."""

    def __init__(self, url):
        self.reach = Reach.within(url)
        self.total = 0
        self.known = {}
        self.wrong = self.late = None

    def public(self, search):
        """Filtered to what is public and up to date (G05)."""
        return search.exclude("ids", values=sorted(self.wrong)) if self.wrong else search

    @property
    def is_late(self):
        """Some public practice is not up to date in the index, and the database can answer instead."""
        return bool(self.late) and self.total <= SMALL

    def counts(self, wordings):
        """{roots: public practices that hold them in some field}; the first call compares the index."""
        fresh = [roots for roots in dict.fromkeys(wordings) if roots not in self.known]
        if fresh or self.wrong is None:
            filters = {str(n): queries.phrase("any", roots) for n, roots in enumerate(fresh)}
            found = self.count(filters)
            self.known |= {roots: found[str(n)] for n, roots in enumerate(fresh)}
        return {roots: self.known[roots] for roots in wordings}

    def count(self, filters):
        """{name: public practices} of named queries."""
        if self.wrong is None:
            found = self._compared(filters)
            if not self.wrong:
                return found
        if not filters:
            return {}
        with cluster_errors():
            return _counts(whole(queries.counting(self, filters).execute()), filters)

    def _compared(self, filters):
        """The checksum of the index, and whether it agrees."""
        expected = comparison.checksum_of_database()
        self.total = expected[0]
        self.wrong = self.late = frozenset()
        with cluster_errors():
            asked = comparison.summed(queries.counting(self, filters))
            answer = whole(asked.execute())
            said = comparison.checksum_of_index(answer)
            found = _counts(answer, filters)
        if said != expected:
            differing = _differences(self.reach, said, expected)
            self.wrong, self.late = differing.wrong, differing.late
        if len(self.wrong) > MOST:
            raise EngineDown("index trop différent de la base")
        return found


def _counts(answer, filters):
    if not filters:
        return {}
    buckets = answer.aggregations.asked.buckets
    return {name: buckets[name].doc_count for name in filters}


def _differences(reach, said, expected):
    key = (reach.url, said, expected)
    if key not in _last:
        found = comparison.differences(reach, at_most=COMPARED)
        _last.clear()
        _last[key] = found
    return _last[key]
