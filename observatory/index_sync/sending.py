"""Worker job that sends index jobs to the cluster, with retries until done or given up."""

import logging

from django.conf import settings

from observatory.index_sync import lock
from observatory.index_sync.models import IndexJob
from observatory.index_sync.requests import due
from observatory.practices.models import GoodPractice
from observatory.search import entries
from observatory.search.documents import documents
from observatory.search.elastic.index import Index
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown
from portal.core import clock
from portal.notifications.delivery import RETRIES

logger = logging.getLogger("portal.search")
AT_ONCE = 200  # practices


def send_due():
    """Send what is due, a few hundred practices at most; returns how many are done."""
    with lock.held() as row:
        return _play() if row else 0


def _play():
    numbers = set(due().values_list("practice_number", flat=True)[:AT_ONCE])
    jobs = list(IndexJob.objects.filter(practice_number__in=numbers))
    try:
        refused = send(map(str, numbers), Index(settings.SEARCH_URL))
    except EngineDown as error:
        refused = dict.fromkeys(map(str, numbers), str(error))
    late = [job for job in jobs if str(job.practice_number) in refused]
    IndexJob.objects.filter(pk__in={job.pk for job in jobs} - {job.pk for job in late}).delete()
    _postpone(late, refused)
    return len(numbers) - len(refused)


def send(ids, index):
    """{id: why} of what the index refused. Each practice is sent as it is now, so order does not matter.

    The entry in the database is written again when the sheet says something else, as when the
    title of a theme has changed: the two are compared by their entries.
    """
    ids = set(ids)
    numbers = [int(one) for one in ids if one.isdecimal()]
    rows = GoodPractice.objects.published().filter(pk__in=numbers).select_related("organism")
    found = list(documents(rows))
    kept = dict(PracticeEntry.objects.filter(pk__in=numbers).values_list("pk", "content_hash"))
    entries.keep([one for one in found if kept.get(one.pk) != one.content_hash])
    return index.write(found, sorted(ids - {str(one.pk) for one in found}))


def _postpone(jobs, why):
    for job in jobs:
        job.error = why[str(job.practice_number)][:200]
        if job.attempts >= len(RETRIES):
            job.is_given_up = True
        else:
            job.not_before = clock.now() + RETRIES[job.attempts]
        job.attempts += 1
    IndexJob.objects.bulk_update(
        jobs, ["error", "is_given_up", "not_before", "attempts"], batch_size=500
    )
    if jobs:
        logger.warning("search: %s sheets not sent to the index", len(why))
