"""Drift check: the index compared with the published practices, mended, and the differences recorded."""

import time
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched

from django.conf import settings

from observatory.index_sync import lock
from observatory.index_sync.models import IndexCheck
from observatory.index_sync.sending import AT_ONCE, send
from observatory.practices.terms import PUBLISHED
from observatory.search.elastic.index import Index, all_taken
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown
from portal.core import clock

KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Differences:
    """Ids as text, as an index gives them: they may be no number. `sheets`: public practices."""

    sheets: int
    missing: set
    stale: set
    surplus: set

    @property
    def all(self):
        return sorted(self.missing | self.stale | self.surplus)


def differences(index):
    """Present differences between an index and the public practices, by the hash of each."""
    rows = PracticeEntry.objects.filter(practice__state__in=PUBLISHED)
    here = {str(pk): said for pk, said in rows.values_list("pk", "content_hash")}
    there = index.content_hashes()
    return Differences(
        sheets=len(here),
        missing=here.keys() - there.keys(),
        stale={pk for pk in here.keys() & there.keys() if here[pk] != there[pk]},
        surplus=there.keys() - here.keys(),
    )


def check():
    """Compare, mend, record the differences, or the error that prevented it."""
    started = time.monotonic()
    IndexCheck.objects.filter(at__lt=clock.now() - KEPT).delete()
    try:
        index = Index(settings.SEARCH_URL)
        found = differences(index)
        for part in batched(found.all, AT_ONCE):  # the worker and the check take turns
            with lock.held(waits=True):
                all_taken(send(part, index))
    except EngineDown as error:
        return IndexCheck.objects.create(error=str(error)[:200])
    return IndexCheck.objects.create(
        sheets=found.sheets,
        missing=len(found.missing),
        stale=len(found.stale),
        surplus=len(found.surplus),
        seconds=time.monotonic() - started,
    )
