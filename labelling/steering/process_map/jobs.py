"""Daily job of the process map: its snapshot, the readings of its points, their alerts."""

from django.db import connection

from labelling.steering.process_map.snapshots import take
from portal.ops.worker import daily


@daily
def take_snapshot():
    """Within somebody else’s transaction, without the maps of parts: a scenario of years takes its last one whole."""
    take(is_divided=not connection.in_atomic_block)
