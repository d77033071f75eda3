"""Queue of index jobs: added in the transaction of the change; pending and failed jobs."""

from django.conf import settings
from django.db.models import Min

from observatory.index_sync.models import IndexJob
from observatory.search import entries
from portal.core import clock


def is_used():
    """Whether a cluster is set."""
    return bool(settings.SEARCH_URL)


@entries.register_follower
def add_job(documents, gone):
    """Called with each change; does nothing without cluster."""
    if is_used():
        numbers = [one.pk for one in documents] + list(gone)
        IndexJob.objects.bulk_create(
            [IndexJob(practice_number=number) for number in numbers], batch_size=500
        )


def due():
    return IndexJob.objects.filter(is_given_up=False, not_before__lte=clock.now())


def retry_failed():
    """Make failed jobs due now; returns how many."""
    given_up = IndexJob.objects.filter(is_given_up=True)
    return given_up.update(is_given_up=False, attempts=0, not_before=clock.now())


def waiting():
    """{count, oldest, given_up} of pending jobs."""
    pending = IndexJob.objects.filter(is_given_up=False)
    oldest = pending.aggregate(oldest=Min("asked_at"))["oldest"]
    given_up = IndexJob.objects.filter(is_given_up=True).count()
    return {"count": pending.count(), "oldest": oldest, "given_up": given_up}
