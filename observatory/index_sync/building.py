"""Rebuild of the whole index, swapped in at once, with what was written meanwhile."""

import time
from contextlib import ExitStack

from django.conf import settings

from observatory.index_sync import drift, lock
from observatory.index_sync.sending import send
from observatory.search.elastic.index import all_taken, beside
from observatory.search.entries import published_documents
from portal.core import clock


def build(documents=None):
    """Returns how many practices were indexed. On `EngineDown` the former index stays in service.

    The new index is filled while people write. Then, under the write lock, it is compared with the practices of
    that moment, mended, and takes the alias before the lock is given back: no write is lost.
    """
    started = time.monotonic()
    with ExitStack() as until_switched, beside(settings.SEARCH_URL) as fresh:
        all_taken(fresh.write(documents or published_documents()))
        until_switched.enter_context(lock.held(waits=True))
        found = drift.differences(fresh)
        all_taken(send(found.all, fresh))
    row = lock.current()
    row.built_at, row.sheets = clock.now(), found.sheets
    row.built_seconds = time.monotonic() - started
    row.save()
    return found.sheets
