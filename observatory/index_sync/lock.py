"""Write lock of the index: one process at a time, by a row lock held for a transaction."""

from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from observatory.index_sync.models import SearchIndex
from observatory.search.elastic.cluster import alias


def current():
    """The row of this deployment's index."""
    return SearchIndex.objects.get_or_create(name=alias(settings.SEARCH_URL))[0]


@contextmanager
def held(*, waits=False):
    """The row, locked until the end of the block; None when it is taken and one does not wait."""
    pk = current().pk
    with transaction.atomic():
        rows = SearchIndex.objects.select_for_update(skip_locked=not waits)
        yield rows.filter(pk=pk).first()
