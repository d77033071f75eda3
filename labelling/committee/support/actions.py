"""Opening of a request for advisory support: by the organism alone, from its first day here."""

from django.db import transaction

from labelling.committee.support import notices
from labelling.committee.support.models import SupportRequest
from labelling.committee.support.rules import asker
from labelling.parties.organisms.models import Organism
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log

PREFIX = "QH-AC"
NOT_YOURS = "Un appui-conseil se demande par l’organisme lui-même."
ABSORBED = (
    "Cet organisme n’est plus en activité\u00a0: celui qui l’a repris demande l’appui-conseil."
)


@transaction.atomic
def request(organism, *, by, subject, need, wished_on=None):
    """The organism's row is locked: absorbed at the same moment, it asks for nothing more."""
    if not asker(by, organism):
        raise Forbidden(Problem("forbidden", NOT_YOURS))
    organism = Organism.objects.select_for_update().get(pk=organism.pk)
    if not organism.is_active:
        raise Refused(Problem("absorbed", ABSORBED))
    made = SupportRequest.objects.create(
        reference=next_reference(PREFIX, clock.today().year),
        organism=organism,
        subject=subject,
        need=need,
        wished_on=wished_on,
        requested_by=by,
    )
    entry = audit_log.write(
        made,
        by=by,
        act="request",
        sentence=f"{by} a demandé un appui-conseil.",
        target=made.state,
    )
    outbox.write(notices.REQUESTED, made, entry, topic=notices.TOPIC)
    return made
