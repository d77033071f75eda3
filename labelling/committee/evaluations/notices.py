"""Notice of an evaluation that an organism is asked for, once the report of its audit is validated."""

from labelling.committee.evaluations.rules import Side, has_given, is_asked
from labelling.parties.organisms.people import recipients
from labelling.path.audits.notices import GROUP
from portal.notifications.notices import Notice

TOPIC = "labelling/evaluations"


def is_missing(mission):
    return is_asked(mission) and not has_given(mission, Side.ORGANISM)


ASKED = Notice(
    "evaluation.asked",
    "Votre avis sur l’auditeur est demandé",
    about="labelling.AuditMission",
    template=f"{TOPIC}/mail/asked.txt",
    to=recipients.members("dossier.organism_id"),
    why="Vous recevez ce message parce que votre organisme vient d’être audité.",
    audience="les membres de l’organisme audité",
    group=GROUP,
    still=is_missing,  # an opinion: the mission waits for nobody
)
