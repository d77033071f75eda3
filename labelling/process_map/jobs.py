"""Daily job of the process map: its snapshot, the readings of its points, their alerts."""

from labelling.process_map.taking import take
from portal.ops.worker import daily

daily(take)
