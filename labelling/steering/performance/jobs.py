"""Daily job of the performance of the label: its reading."""

from django.db import connection

from labelling.steering.performance.snapshots import take
from portal.ops.worker import daily


@daily
def read_performance():
    """Not within somebody else’s transaction: a scenario that plays years of mornings takes its own, once."""
    if not connection.in_atomic_block:
        take()
