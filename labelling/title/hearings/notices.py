"""Notices of a hearing, with their recipients."""

from labelling.title.labels.notices import (
    FOLLOWED,
    GROUP,
    HELD,
    TO_MEMBERS,
    TO_OFFICE,
    members,
    office,
)
from portal.notifications.notices import Notice
from portal.notifications.placeholders import register_placeholders

TOPIC = "labelling/hearings"
OPENED = Notice(
    "hearing.opened",
    "Une procédure contradictoire s’ouvre",
    about="labelling.Hearing",
    template="labelling/hearings/mail/opened.txt",
    to=members,
    why=HELD,
    states=("open",),
    dates=("until_on",),
    audience=TO_MEMBERS,
    mandatory="le délai pour présenter vos observations court dès ce message",
    group=GROUP,
    asks=True,
)
DUE = Notice(
    "hearing.due",
    "Vos observations sur votre label sont attendues",
    to=members,
    why=HELD,
    states=("open",),
    dates=("until_on",),
    audience=TO_MEMBERS,
    deadline=True,
    group=GROUP,
)
ANSWERED = Notice(
    "hearing.answered",
    "Un organisme a présenté ses observations",
    to=office,
    why=FOLLOWED,
    dates=("until_on",),
    audience=TO_OFFICE,
    group=GROUP,
)

register_placeholders(
    {
        "thing.get_measure_display|lower": "mesure",
        "thing.grounds": "griefs",
        "thing.label.reference": "label",
        "thing.until_on": "fin_contradictoire",
    }
)
