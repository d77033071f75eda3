"""Rate limits by network address, person or key."""

import hashlib
import ipaddress
import time
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache

MINUTE, HOUR = 60, 3600
LONGEST = 10  # seconds after which a lock whose holder died opens by itself
PATIENCE = 1  # second that the next one waits


class TooMany(Exception):
    """More requests than a limit allows: the middleware answers 429, to be tried again in `seconds`."""

    def __init__(self, seconds=MINUTE):
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """`many` requests in `seconds`, counted for each address (`per="address"`), person (`"user"`) or `"key"`."""

    many: int
    seconds: int
    per: str = "address"

    def source(self, request, key):
        """Digest of what is counted: a cache key holds no address."""
        if self.per == "user":
            key = str(request.user.pk)
        elif self.per == "address":
            key = network_of(get_adapter().get_client_ip(request))
        return hashlib.sha256(key.encode()).hexdigest()


def network_of(address):
    """An IPv6 subscriber holds a whole /64: all its addresses are one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


def allows(request, action, *limits, key=""):
    """Whether `request` may do `action` once more within all its limits; it is counted when it may.

    The count slides: what is older than the period no longer counts. A cache that stays locked refuses.
    """
    return all(_allows(limit, action, limit.source(request, key)) for limit in limits)


def refuse_beyond(request, action, *limits, key=""):
    """`allows`, or TooMany."""
    if not allows(request, action, *limits, key=key):
        raise TooMany(min(limit.seconds for limit in limits))


def refuse_drawing(request):
    """A document drawn for whoever asks costs seconds of processor: twenty a minute for a person, or an address."""
    per = "user" if request.user.is_authenticated else "address"
    refuse_beyond(request, "drawing", Limit(20, MINUTE, per=per))


def _allows(limit, action, source):
    name = f"portal.rate:{action}:{limit.many}:{limit.seconds}:{limit.per}:{source}"
    with lock(name) as is_ours:
        if not is_ours:
            return False
        now = time.time()
        times = [at for at in cache.get(name, ()) if at > now - limit.seconds]
        if len(times) >= limit.many:
            return False
        cache.set(name, [*times, now], limit.seconds)
    return True


@contextmanager
def lock(key):
    """True inside when the counter is ours; False when others held it for a second: then nothing is to be written."""
    name, deadline = f"{key}:lock", time.monotonic() + PATIENCE
    while not (is_ours := cache.add(name, True, timeout=LONGEST)) and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield is_ours
    finally:
        if is_ours:
            cache.delete(name)
