"""The mails of a proof's life, with the people whom each one reaches."""

from labelling.licences.notices import FOLLOWED, HELD, dircom
from labelling.organisms import reaching
from portal.notifications.notices import Notice

members = reaching.members("licence.organism_id")


def is_waiting(proof):
    return proof.state == "submitted"


SUBMITTED = Notice("proof.submitted", to=dircom, why=FOLLOWED, still=is_waiting)
OVERDUE = Notice("proof.overdue", to=dircom, why=FOLLOWED, still=is_waiting)
ANSWERED = Notice("proof.answered", to=members, why=HELD)
WITHDRAWN = Notice("proof.withdrawn", to=dircom, why=FOLLOWED)
