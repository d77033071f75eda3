"""Login throttling: five failures of one network or device, fifty of one account, then growing waits (BR-06)."""

import hashlib
import time
import unicodedata
from dataclasses import dataclass

from django.core.cache import cache

from portal.web.rate_limits import lock

ROUND = 5  # failures of one origin before a wait
ACCOUNT_ROUND = 50  # failures of an account from everywhere: known devices and passkeys stay open
FIRST_WAIT, LONGEST_WAIT = 5 * 60, 60 * 60  # seconds; never for good: a lock would be a weapon
MEMORY = 24 * 3600


def canonical(address):
    """One counter for all spellings: case, accents, full-width letters, spaces, invisible signs."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", str(address)).casefold())
    return "".join(sign for sign in letters if unicodedata.category(sign)[0] not in "MCZ")


def print_of(address):
    """Digest of an address: neither a cache key nor a cookie holds the address itself."""
    return hashlib.sha256(canonical(address).encode()).hexdigest()


@dataclass(frozen=True)
class Tries:
    """What is known of an address from one origin, whether an account exists or not."""

    failures: int = 0
    until: float = 0.0

    @property
    def left(self):
        return ROUND - self.failures % ROUND if not self.wait else 0

    @property
    def wait(self):
        """Seconds before another try is heard; 0 when one is."""
        return max(0, int(self.until - time.time() + 0.999))


def tries_of(address, origin):
    """The failures of this origin (`known_devices.origin_of`); its wait, or that of the account."""
    own, account = _read(address, origin), _read(address)
    if origin.startswith("device:"):
        return own
    return Tries(own.failures, max(own.until, account.until))


def record_failure(address, origin):
    """One failure more; the wait doubles at each round: 5, 10, 20, 40, then 60 minutes.

    Gives whether the account begins to wait. What a known device gets wrong is counted for it alone.
    """
    _add(address, origin, ROUND)
    if origin.startswith("device:"):
        return False
    account = _add(address, "", ACCOUNT_ROUND)
    return account.failures % ACCOUNT_ROUND == 0


def forget(address, origin):
    """After a right password: an attack that comes from elsewhere goes on being counted."""
    cache.delete(_key(address, origin))


def forget_all(address):
    """After a reset proved by mail: no wait is left, wherever it came from."""
    cache.set(_key(address, "forgotten"), time.time(), MEMORY)


def is_first_of_the_day(address):
    """Whether the owner of the account has not been told of its waits since yesterday."""
    return cache.add(_key(address, "told"), True, MEMORY)


def _read(address, origin=""):
    failures, until, at = cache.get(_key(address, origin), (0, 0.0, 0.0))
    return Tries(failures, until) if at > cache.get(_key(address, "forgotten"), 0.0) else Tries()


def _add(address, origin, every):
    key = _key(address, origin)
    with lock(key):
        before = _read(address, origin)
        failures, until = before.failures + 1, before.until
        if failures % every == 0:
            wait = min(FIRST_WAIT * 2 ** (failures // every - 1), LONGEST_WAIT)
            until = time.time() + wait
        cache.set(key, (failures, until, time.time()), MEMORY)
    return Tries(failures, until)


def _key(address, origin):
    return f"portal.tries:{print_of(address)}:{hashlib.sha256(origin.encode()).hexdigest()[:32]}"
