"""Circuit breaker: after three failures in a row, no call for thirty seconds, then one trial."""

import threading
import time
from functools import cache

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
