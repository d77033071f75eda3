"""Action: offer to be called by peers on a criterion."""

from django.db import IntegrityError, transaction

from observatory.peers.models import PeerOffer
from observatory.peers.rules import labelled_member
from portal.access.references import next_reference
from portal.core import clock
from portal.ui.words import that
from portal.workflow import Forbidden, Problem, Refused, audit_log

AGAIN = "Votre organisme se propose déjà sur ce critère."


@transaction.atomic
def offer(organism, *, by, criterion, function, email, words=""):
    """For an organism labelled today, by one of its members; one open offer a criterion."""
    if organism is None or not labelled_member(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {labelled_member.label} se propose."))
    facts = {"criterion": criterion, "function": function, "email": email, "words": words}
    try:
        with transaction.atomic():
            made = PeerOffer.objects.create(
                reference=next_reference("QH-PA", clock.today().year),
                organism=organism,
                offered_by=by,
                **facts,
            )
    except IntegrityError as error:
        raise Refused(Problem("again", AGAIN)) from error
    sentence = f"{by} propose {that(organism)} soit appelé sur {criterion}."
    audit_log.write(made, by=by, act="offer", sentence=sentence, target=made.state)
    return made
