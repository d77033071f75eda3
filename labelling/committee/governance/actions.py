"""Proposal of an evolution of the label, by the presidency of the committee or by the office for who proposes it."""

from django.db import transaction

from labelling.committee.governance import notices
from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import proposer
from labelling.parties.organisms.rules import instructor
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, audit_log

PREFIX = "QH-EV"


@transaction.atomic
def propose(by, *, title, change, reason, origin="", proposed_on=None, due_on=None):
    """The office names who proposes, and when; the presidency proposes for itself, today."""
    if not proposer(by, None):
        raise Forbidden(Problem("forbidden", f"Cet acte est réservé\u00a0: {proposer.label}."))
    if not instructor(by, None):
        origin, proposed_on, due_on = Evolution.Origin.COMMITTEE, None, None
    day = proposed_on or clock.today()
    evolution = Evolution.objects.create(
        reference=next_reference(PREFIX, clock.today().year),
        title=title,
        change=change,
        reason=reason,
        origin=origin,
        proposed_on=day,
        proposed_by=by,
        due_on=due_on,
    )
    entry = audit_log.write(
        evolution,
        by=by,
        act="propose",
        target=evolution.state,
        sentence=f"{by} a proposé l’évolution {evolution.reference}.",
        data={"origin": origin, "on": day.isoformat()},
    )
    outbox.write(notices.PROPOSED, evolution, entry, topic=notices.TOPIC)
    return evolution
