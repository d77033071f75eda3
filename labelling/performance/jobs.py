"""Daily job of the performance of the label: its reading."""

from labelling.performance.taking import take
from portal.ops.worker import daily

daily(take)
