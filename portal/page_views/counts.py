"""Per-process counter of page views, left in files for the worker: a page view writes no row.

A file holds {« 2026-11-24 public home:region /partenaires/regions/bretagne/ »: 3} and nothing else. What a process
has counted when it is killed is lost: these are orders of magnitude, not accounts.
"""

import atexit
import contextlib
import json
import logging
import secrets
from collections import Counter
from datetime import timedelta
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

from portal.core import clock

logger = logging.getLogger("portal.page_views")
EVERY = timedelta(seconds=20)
LAST, DONE = "portal:page_views:last", "portal:page_views:done"
MOST = 500  # parcels opened at once
KEPT = 7 * 24 * 3600  # seconds, for a worker that is stopped


class Tally:
    """Counts of this process, not yet handed over."""

    def __init__(self):
        self._lock, self._counts, self._since = Lock(), Counter(), None

    def add(self, name, path, *, is_member=False):
        who = "member" if is_member else "public"
        with self._lock:
            self._since = self._since or clock.now()
            self._counts[f"{clock.today().isoformat()} {who} {name} {path}"] += 1

    def take(self, *, every=EVERY):
        """Counts that have waited long enough, or {}; removed from here."""
        with self._lock:
            if self._since is None or clock.now() - self._since < every:
                return {}
            taken, self._counts, self._since = self._counts, Counter(), None
            return dict(taken)


TALLY = Tally()


def write_counts(*, every=EVERY):
    """Write a file of the counts that have waited long enough; a page never fails for it."""
    counts = TALLY.take(every=every)
    if not counts:
        return
    try:
        _put(counts)
    except (OSError, DatabaseError):
        logger.warning("page views: a file of counts is lost")


def _folder():
    return settings.VAR / "page_views"


def _put(counts):
    if settings.REDIS_URL:
        cache.add(LAST, 0, timeout=None)
        cache.set(f"{LAST}:{cache.incr(LAST)}", counts, timeout=KEPT)
        return
    _folder().mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    draft = _folder() / f"{name}.part"
    try:
        draft.write_text(json.dumps(counts), encoding="utf-8")
        # Renamed once whole: the worker reads *.json only, and a rename is atomic.
        draft.rename(_folder() / f"{name}.json")
    finally:
        draft.unlink(missing_ok=True)  # a full disk leaves no heap of empty files


def collect_counts():
    """Sum of the waiting files; each is first removed, by one worker only."""
    total = Counter()
    for counts in _cached() if settings.REDIS_URL else _filed():
        total.update(counts)
    return total


def _filed():
    for file in sorted(_folder().glob("*.json"))[:MOST]:
        with contextlib.suppress(FileNotFoundError, ValueError):
            text = file.read_text(encoding="utf-8")
            # Removed before it counts: a crash loses a file, which is better than counting it twice.
            file.unlink()
            yield json.loads(text)


def _cached():
    done, last = cache.get(DONE, 0), cache.get(LAST, 0)
    for number in range(done + 1, min(last, done + MOST) + 1):
        key = f"{LAST}:{number}"
        counts = cache.get(key)
        # Of two workers, the one whose delete succeeds counts it.
        if counts and cache.delete(key):
            yield counts
        cache.set(DONE, number, timeout=None)


atexit.register(write_counts, every=timedelta())
