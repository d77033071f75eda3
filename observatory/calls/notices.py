"""Mail notice of a call, with the text kept in it."""

from observatory.calls.recipients import has_answered
from observatory.practices.notices import contributors
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Observatoire", 810)

CALLED = Notice(
    "practice.called",
    "Une pratique de vous servirait à d’autres",
    about="observatory.ContributionCall",
    template="observatory/mail/called.txt",
    to=contributors,
    why="Vous recevez ce message parce que vous représentez cet organisme auprès du label.",
    still=lambda call: not has_answered(call),
    audience="les membres de l’organisme",
    group=GROUP,
)

register_placeholders(
    {
        "thing.subject": "sujet",
        "thing.text": "texte",
    }
)
