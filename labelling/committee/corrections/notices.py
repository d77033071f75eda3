"""Notices of corrections: to the présidence, whose agreement waits; to the organism once it is made."""

from labelling.committee.corrections.models import Correction
from labelling.committee.notices import chairs
from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import PRESIDENCY
from labelling.path.dossiers.notices import GROUP
from portal.absences.models import LABEL_OFFICE
from portal.notifications.notices import Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

TOPIC = "labelling/corrections"

TO_AGREE = Notice(
    "correction.to_agree",
    "Une rectification attend votre accord",
    about="labelling.Correction",
    template=f"{TOPIC}/mail/to_agree.txt",
    to=chairs,
    reaches=(PRESIDENCY,),
    why="Vous recevez ce message parce que vous présidez le comité de labellisation.",
    states=(Correction.State.PROPOSED,),
    audience="la présidence du comité",
    group=GROUP,
    asks=True,
)
AGREED = Notice(
    "correction.agreed",
    "Une erreur matérielle de votre dossier est rectifiée",
    to=recipients.members(),
    why="Vous recevez ce message parce que vous suivez ce dossier pour votre organisme.",
    audience="les membres de l’organisme",
    group=GROUP,
)
DECLINED = Notice(
    "correction.declined",
    "Une rectification est refusée",
    to=Holders(LABEL_OFFICE),
    why="Vous recevez ce message parce que vous instruisez les dossiers.",
    audience="le référent label et son suppléant",
    group=GROUP,
)

register_placeholders(
    {
        "thing.get_field_display|lower": "champ",
        "thing.dossier.reference": "dossier",
        "thing.former_text": "texte_avant",
        "thing.corrected_text": "texte_rectifie",
        "thing.reason": "motif",
    }
)
