"""Shared store of the cache versions, as one process meets it: what cannot be written there is cached nowhere."""

import logging
import secrets
import time
from functools import partial

from django.core.cache import caches

logger = logging.getLogger("portal.cache.versions")
TRIED_EVERY = 1.0  # seconds: a store that takes no write any more is noticed by who only reads


class Store:
    """Reads and writes of versions, and what this process still owes the others.

    A version grows: a store that was restarted from an old copy gives a former one back, which this process
    then replaces. Clocks may differ from machine to machine: each starts from the largest that it has met.
    """

    def __init__(self):
        self._owed, self._largest, self._tried_at = set(), {}, float("-inf")

    def read(self, name):
        """The version of `name`; None when it is not sure to be today's: then nothing is to be cached."""
        try:
            self.settle()
            found = caches["versions"].get_or_set(name, partial(self._next, name))
            if found < self._largest.get(name, ""):
                self._put(name)
                return self._largest[name]
        except OSError:
            return None
        self._largest[name] = found
        return found

    def write(self, name):
        """Raise the version; when the store is away it is owed, and this process caches nothing until then."""
        try:
            self._put(name)
        except OSError as error:
            self._owed.add(name)
            self._tried_at = float("-inf")
            logger.error("cache versions cannot be written: %s", type(error).__name__)

    def settle(self, *, is_tried=False):
        """Write what is owed, and try now and then (or now) that the store takes writes; OSError when it does not."""
        for name in tuple(self._owed):
            self._put(name)
            self._owed.discard(name)
        if is_tried or time.monotonic() - self._tried_at >= TRIED_EVERY:
            caches["versions"].set("tried", secrets.token_hex(8))
            self._tried_at = time.monotonic()

    def _put(self, name):
        version = self._next(name)
        caches["versions"].set(name, version)
        self._largest[name] = version

    def _next(self, name):
        """Later than any version met here; with chance, for two processes may raise one at once."""
        met = int(self._largest.get(name, "0-").partition("-")[0], 16)
        return f"{max(time.time_ns(), met + 1):020x}-{secrets.token_hex(4)}"


STORE = Store()
