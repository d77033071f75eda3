"""Notices of advisory support: a request to the office, each answer to the organism."""

from labelling.committee.support.models import SupportRequest
from labelling.parties.organisms.people import recipients
from portal.absences.models import LABEL_OFFICE
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

S = SupportRequest.State
TOPIC = "labelling/support"
GROUP = Group("Appui-conseil", 160)
TO_OFFICE, TO_ORGANISM = "le bureau du label", "les membres de l’organisme"
ASKED = "Vous recevez ce message parce que vous menez les appuis-conseils."
OWN = "Vous recevez ce message parce que votre organisme a demandé cet appui-conseil."
office = Holders(LABEL_OFFICE)
members = recipients.members()

REQUESTED = Notice(
    "support.requested",
    "Un organisme demande un appui-conseil",
    about="labelling.SupportRequest",
    template=f"{TOPIC}/mail/requested.txt",
    to=office,
    why=ASKED,
    states=(S.REQUESTED,),
    audience=TO_OFFICE,
    group=GROUP,
    asks=True,
)
WITHDRAWN = Notice(
    "support.withdrawn",
    "Une demande d’appui-conseil est retirée",
    to=office,
    why=ASKED,
    audience=TO_OFFICE,
    group=GROUP,
)
ACCEPTED = Notice(
    "support.accepted",
    "Votre appui-conseil est prévu",
    to=members,
    why=OWN,
    states=(S.ACCEPTED,),
    audience=TO_ORGANISM,
    group=GROUP,
)
REPLANNED = Notice(
    "support.replanned",
    "Votre appui-conseil change de date ou de personne",
    to=members,
    why=OWN,
    states=(S.ACCEPTED,),
    audience=TO_ORGANISM,
    group=GROUP,
)
DECLINED = Notice(
    "support.declined",
    "Votre demande d’appui-conseil n’est pas retenue",
    to=members,
    why=OWN,
    audience=TO_ORGANISM,
    group=GROUP,
)
DONE = Notice(
    "support.done",
    "Le compte rendu de votre appui-conseil est en ligne",
    to=members,
    why=OWN,
    audience=TO_ORGANISM,
    group=GROUP,
)

register_placeholders(
    {
        "thing.adviser": "conseil",
        "thing.planned_on": "date_prevue",
        "thing.subject": "sujet",
        "thing.decline_reason": "motif_refus",
    }
)
