"""Access matrix of the mail desk, for the office; the technique has the states alone."""

from tests.access.lines import seen
from tests.access.people import OFFICE

POSTING = (
    seen("posting:deliveries", by=(*OFFICE, "tech")),
    seen("posting:delivery", "waiting", by=OFFICE),
    seen("posting:delivery", "back", by=OFFICE),
    seen("posting:send_again", "waiting", by=OFFICE),
    seen("posting:hold_delivery", "waiting", by=OFFICE),
    seen("posting:forecast", by=OFFICE),
    seen("posting:on_a_day", "coming_day", "notice", by=OFFICE),
    seen("posting:hold_kind", "notice", by=OFFICE),
    seen("posting:hold", "hold", by=OFFICE),
    seen("posting:hold_act", "hold", by=OFFICE, literal=("laisser-partir",)),
    seen("posting:texts", by=OFFICE),
    seen("posting:text", "text", by=OFFICE),
    seen("posting:text_version", "text", by=OFFICE, literal=(1,)),
)
