"""Fallback engine: the cluster when it answers, the database when it does not; no page fails for a search."""

import logging
from dataclasses import replace

from observatory.search import breaker
from observatory.search.database import DatabaseEngine
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.ports import EngineDown

logger = logging.getLogger("portal.search")


class StandingInEngine:
    """Reads always answer, whatever the cluster does (G26); writes may fail."""

    name = "elasticsearch"

    def __init__(self, url):
        self.cluster, self.database = ElasticEngine(url), DatabaseEngine()
        self.breaker = breaker.breaker_of(url)

    def search(self, question):
        """`is_simplified` when the database answered instead of the cluster."""
        answer = self._asked(lambda: self.cluster.search(question))
        return answer or replace(self.database.search(question), is_simplified=True)

    def similar(self, pk, size=3):
        found = self._asked(lambda: self.cluster.similar(pk, size))
        return self.database.similar(pk, size) if found is None else found

    def suggest(self, typed, size=8):
        found = self._asked(lambda: self.cluster.suggest(typed, size))
        return self.database.suggest(typed, size) if found is None else found

    def keep(self, documents):
        return self.cluster.keep(documents)

    def forget(self, pks):
        return self.cluster.forget(pks)

    def rebuild(self, documents):
        return self.cluster.rebuild(documents)

    def content_hashes(self):
        return self.cluster.content_hashes()

    def _asked(self, ask):
        """None when the cluster did not answer, or its breaker is open."""
        if not self.breaker.allows():
            return None
        try:
            answer = ask()
        except EngineDown as error:
            self.breaker.failed()
            logger.warning("search: the cluster did not answer: %s", error)
            return None
        except BaseException:
            self.breaker.failed()  # a trial that breaks otherwise is over too
            raise
        self.breaker.succeeded()
        return answer
