"""Access matrix of the follow-up of organisms: the office alone; who writes to organisms."""

from tests.access.lines import seen
from tests.access.people import OFFICE
from tests.access.worlds.labelling.follow_up import BUREAU

ONE = ("organism",)
FOLLOW_UP = (
    seen("labelling:follow_up", *ONE, by=BUREAU),
    seen("labelling:note_write", *ONE, by=BUREAU),
    seen("labelling:exchange_note", *ONE, by=BUREAU),
    seen("labelling:relance_write", *ONE, by=OFFICE),
    seen("labelling:note_edit", "note", by=BUREAU, write=("sonia",)),
    seen("labelling:note_pin", "note", by=BUREAU, post_only=True),
    seen("labelling:note_withdraw", "note", by=BUREAU, write=("sonia",), post_only=True),
    seen("labelling:note_read", "note", by=BUREAU, post_only=True),
    seen("labelling:exchange_list", by=BUREAU),
    seen("labelling:exchange_edit", "exchange", by=BUREAU, write=("sonia",)),
    seen("labelling:exchange_settle", "exchange", by=BUREAU),
    seen("labelling:exchange_withdraw", "exchange", by=BUREAU, write=("sonia",), post_only=True),
    seen("labelling:relances_prepare", by=BUREAU, write=OFFICE),
    seen("labelling:relances", "relance_batch", by=BUREAU),
    seen("labelling:relances_confirm", "relance_batch", by=BUREAU, write=OFFICE, post_only=True),
    seen("labelling:relance_edit", "relance", by=BUREAU, write=OFFICE),
    seen("labelling:relance_edit", "relance_left", by=BUREAU),
    seen("labelling:relance_leave_out", "relance", by=BUREAU, write=OFFICE, post_only=True),
    seen("labelling:relance_cancel", "relance", by=BUREAU, write=OFFICE, post_only=True),
    seen("labelling:charge_give", by=BUREAU, write=OFFICE),
    seen("labelling:handing", "handing", by=OFFICE),
    seen("labelling:handing_undo", "handing", by=OFFICE, post_only=True),
)
