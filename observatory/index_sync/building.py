"""Rebuild of the whole index, swapped in at once, with what was written meanwhile."""

import time
from contextlib import ExitStack

from observatory.index_sync import lock
from observatory.index_sync.drift import update_index
from observatory.search.elastic import comparison
from observatory.search.elastic.building import Building
from observatory.search.entries import published_documents
from portal.core import clock


def build(documents=None, *, tell_dropped=None):
    """Returns how many practices were indexed. On `EngineDown` the former index stays in service.

    `tell_dropped(expressions)` is called with those whose synonyms the cluster refused, if any.

    The new index is filled while people write. Then, under the write lock, it is
    compared with the practices of that moment, repaired, and takes the alias: no write is lost.
    """
    started = time.monotonic()
    reach = lock.reach()
    building = Building(reach)
    with ExitStack() as until_switched:

        def catch_up(name):
            until_switched.enter_context(lock.held(waits=True))
            found = comparison.differences(reach, name)
            update_index(sorted(found.late | found.wrong), lock.index(name))

        passing = building.passing(documents or published_documents())
        sheets = building.whole(lambda: sum(1 for _ in passing), before_switch=catch_up)
        if building.dropped and tell_dropped:
            tell_dropped(building.dropped)
        row = lock.current()
        row.built_at, row.sheets = clock.now(), sheets
        row.built_seconds = time.monotonic() - started
        row.save()
    return sheets
