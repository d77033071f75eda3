"""Access matrix of the register of acts: the office declares, the readers of both bodies read sums."""

from tests.access.lines import seen
from tests.access.people import EVERYBODY, OFFICE, READING

ACT_LEDGER = (
    seen("labelling:act_ledger", by=EVERYBODY, write=(*OFFICE, *READING)),
    seen("labelling:act_times", by=EVERYBODY, write=OFFICE),
    seen("labelling:act_times_later", by=EVERYBODY, write=OFFICE, post_only=True),
    seen("labelling:asked_twice", by=EVERYBODY, write=(*OFFICE, *READING)),
)
