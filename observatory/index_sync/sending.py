"""Worker job that sends index jobs to the cluster, with retries until done or given up."""

import logging

from observatory.index_sync import lock
from observatory.index_sync.models import IndexJob
from observatory.index_sync.requests import due
from observatory.practices.models import GoodPractice
from observatory.search import entries
from observatory.search.documents import document
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
    numbers = list(dict.fromkeys(due().values_list("practice_number", flat=True)[:AT_ONCE]))
    jobs = list(IndexJob.objects.filter(practice_number__in=numbers))
    try:
        refused = send(numbers)
    except EngineDown as error:
        refused = dict.fromkeys(numbers, str(error))
    done = [job.pk for job in jobs if job.practice_number not in refused]
    IndexJob.objects.filter(pk__in=done).delete()
    _postpone([job for job in jobs if job.practice_number in refused], refused)
    return len(numbers) - len(refused)


def send(numbers, index=None):
    """{number: why} of what the index refused. Each practice is sent as it is now, so order does not matter.

    The entry in the database is written again when the sheet says something else, as when the
    title of a theme has changed: the two are compared by their entries.
    """
    rows = GoodPractice.objects.published().filter(pk__in=numbers).select_related("organism")
    documents = [document(practice) for practice in rows]
    content_hashes = dict(
        PracticeEntry.objects.filter(pk__in=numbers).values_list("pk", "content_hash")
    )
    entries.keep([one for one in documents if content_hashes.get(one.pk) != one.content_hash])
    gone = set(numbers) - {one.pk for one in documents}
    index = index or lock.index()
    refused = index.played(index.changes(documents, sorted(gone)))
    return {int(number): why for number, why in refused.items()}


def _postpone(jobs, why):
    for job in jobs:
        job.error = why[job.practice_number][:200]
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
