"""Login throttling by address: five failures, then a growing wait (BR-06), shared by all workers."""

import hashlib
import time
import unicodedata
from dataclasses import dataclass

from django.core.cache import cache

from portal.cache.locks import lock

ROUND = 5  # failures before a wait
FIRST_WAIT, LONGEST_WAIT = 5 * 60, 60 * 60  # seconds; never for good: a lock would be a weapon
MEMORY = 24 * 3600


def canonical(address):
    """One counter for all spellings: case, accents, full-width letters, spaces, invisible signs."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", str(address)).casefold())
    return "".join(sign for sign in letters if unicodedata.category(sign)[0] not in "MCZ")


@dataclass(frozen=True)
class Tries:
    """What is known of an address, whether an account exists or not."""

    failures: int = 0
    until: float = 0.0

    @property
    def left(self):
        return ROUND - self.failures % ROUND if not self.wait else 0

    @property
    def wait(self):
        """Seconds before another try is heard; 0 when one is."""
        return max(0, int(self.until - time.time() + 0.999))


def tries_of(address):
    return Tries(*cache.get(_key(address), ()))


def record_failure(address):
    """One failure more; the wait doubles at each round: 5, 10, 20, 40, then 60 minutes."""
    key = _key(address)
    with lock(key):
        before = Tries(*cache.get(key, ()))
        failures, until = before.failures + 1, before.until
        if failures % ROUND == 0:
            wait = min(FIRST_WAIT * 2 ** (failures // ROUND - 1), LONGEST_WAIT)
            until = time.time() + wait
        cache.set(key, (failures, until), MEMORY)
    return Tries(failures, until)


def forget(address):
    """After a right password, or a reset proved by mail."""
    cache.delete(_key(address))


def _key(address):
    return f"portal.tries:{hashlib.sha256(canonical(address).encode()).hexdigest()}"
