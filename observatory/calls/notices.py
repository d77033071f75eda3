"""Mail notice of a call, with the text kept in it."""

from observatory.calls.audience import has_answered
from observatory.practices.notices import contributors
from portal.notifications.notices import Notice

CALLED = Notice(
    "practice.called",
    about="observatory.ContributionCall",
    template="observatory/mail/called.txt",
    to=contributors,
    why="Vous recevez ce message parce que vous représentez cet organisme auprès du label.",
    still=lambda call: not has_answered(call),
)
