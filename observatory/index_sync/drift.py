"""Drift check: the index compared with the published practices, repaired, and the differences recorded."""

import time
from datetime import timedelta
from itertools import batched

from observatory.index_sync import lock
from observatory.index_sync.models import IndexCheck
from observatory.index_sync.sending import AT_ONCE, send
from observatory.search.elastic import comparison
from observatory.search.ports import EngineDown
from portal.core import clock

KEPT = timedelta(days=90)


def check():
    """Compare, repair, record the differences, or the error that prevented it."""
    started = time.monotonic()
    IndexCheck.objects.filter(at__lt=clock.now() - KEPT).delete()
    try:
        found = comparison.differences(lock.reach())
        repair(found)
    except EngineDown as error:
        return IndexCheck.objects.create(error=str(error)[:200])
    return IndexCheck.objects.create(
        sheets=comparison.entries().count(),
        missing=len(found.missing),
        stale=len(found.stale),
        surplus=len(found.surplus),
        seconds=time.monotonic() - started,
    )


def repair(found):
    """In batches of a few hundred, so that the worker and the check take turns."""
    numbers = sorted(found.missing | found.stale | found.surplus)
    for part in batched(numbers, AT_ONCE):
        with lock.held(waits=True):
            update_index(part)


def update_index(numbers, index=None):
    """Raises `EngineDown` when the index refuses some; ids of the index may be no number."""
    index = index or lock.index()
    refused = index.played(index.changes([], [one for one in numbers if not one.isdecimal()]))
    refused |= send([int(one) for one in numbers if one.isdecimal()], index)
    if refused:
        raise EngineDown(f"fiches refusées\u00a0: {len(refused)}")
