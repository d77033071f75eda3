"""Short lock on the shared cache, for a counter that several processes write."""

import time
from contextlib import contextmanager

from django.core.cache import cache

LONGEST = 10  # seconds after which a lock whose holder died opens by itself
PATIENCE = 1  # second that the next one waits


@contextmanager
def lock(key):
    """True inside when it is ours; False when others have held it for a second: then nothing is to be written."""
    name, deadline = f"{key}:lock", time.monotonic() + PATIENCE
    while not (is_ours := cache.add(name, True, timeout=LONGEST)) and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield is_ours
    finally:
        if is_ours:
            cache.delete(name)
