"""Fallback engine: the cluster when it answers, the database when it does not; no page fails for a search."""

import logging
from dataclasses import replace

from observatory.search import breaker
from observatory.search.database import DatabaseEngine
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.ports import EngineDown

logger = logging.getLogger("portal.search")


class StandingInEngine(ElasticEngine):
    """Reads always answer, whatever the cluster does (G26); writes may fail."""

    def __init__(self, url):
        super().__init__(url)
        self.breaker = breaker.breaker_of(url)

    def search(self, question):
        """`is_simplified` when the database answered instead of the cluster."""
        answer = self._asked(question) if self.breaker.allows() else None
        return answer or replace(DatabaseEngine().search(question), is_simplified=True)

    def _asked(self, question):
        """None when the cluster did not answer."""
        try:
            answer = super().search(question)
        except EngineDown as error:
            self.breaker.failed()
            logger.warning("search: the cluster did not answer: %s", error)
            return None
        except BaseException:
            self.breaker.failed()  # a trial that breaks otherwise is over too
            raise
        self.breaker.succeeded()
        return answer
