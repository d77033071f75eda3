"""Daily job of the register of acts: the months whose lines are not all counted."""

from labelling.steering.act_ledger.counts import count_months
from portal.ops.worker import daily

daily(count_months)
