"""Notices of a proof, with their recipients."""

from labelling.parties.organisms.people import recipients
from labelling.title.licences.notices import FOLLOWED, HELD, dircom
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders

GROUP = Group("Marque et kit", 610)
TO_DIRCOM = "la Dircom"

members = recipients.members("licence.organism_id")


SUBMITTED = Notice(
    "proof.submitted",
    "Un bon à tirer est à relire",
    to=dircom,
    why=FOLLOWED,
    states=("submitted",),
    audience=TO_DIRCOM,
    group=GROUP,
    asks=True,
)
OVERDUE = Notice(
    "proof.overdue",
    "Un bon à tirer attend trop",
    to=dircom,
    why=FOLLOWED,
    states=("submitted",),
    audience=TO_DIRCOM,
    deadline=True,
    group=GROUP,
)
WITHDRAWN = Notice(
    "proof.withdrawn",
    "Un bon à tirer est retiré",
    to=dircom,
    why=FOLLOWED,
    audience=TO_DIRCOM,
    group=GROUP,
)
ANSWERED = Notice(
    "proof.answered",
    "Votre bon à tirer a sa réponse",
    to=members,
    why=HELD,
    audience="les membres de l’organisme",
    group=GROUP,
)

register_placeholders(
    {
        "thing.answer": "reponse",
        "thing.file.version": "version_fichier",
        "thing.print_on": "impression",
    }
)
