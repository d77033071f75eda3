"""Fallback engine: the cluster when it answers, the database when it does not; no page fails for a search."""

import logging
import threading
import time
from dataclasses import replace
from functools import cache

from observatory.search.database import DatabaseEngine
from observatory.search.elastic.engine import ElasticEngine
from observatory.search.ports import EngineDown

FAILURES = 3
PAUSE = 30.0  # seconds


class Breaker:
    """State of one process. `allows` grants the one trial: whoever gets it reports how it went."""

    def __init__(self):
        self.lock = threading.Lock()
        self.failures, self.closed_at, self.is_tried = 0, 0.0, False

    @property
    def is_open(self):
        return self.failures >= FAILURES

    def allows(self):
        with self.lock:
            if not self.is_open:
                return True
            if self.is_tried or time.monotonic() < self.closed_at:
                return False
            self.is_tried = True
            return True

    def succeeded(self):
        with self.lock:
            self.failures, self.is_tried = 0, False

    def failed(self):
        with self.lock:
            self.failures, self.is_tried = self.failures + 1, False
            self.closed_at = time.monotonic() + PAUSE


@cache
def breaker_of(url):
    """The breaker of this URL, one a process."""
    return Breaker()


logger = logging.getLogger("portal.search")


class StandingInEngine(ElasticEngine):
    """Reads always answer, whatever the cluster does (G26); writes may fail."""

    def __init__(self, url):
        super().__init__(url)
        self.breaker = breaker_of(url)

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
