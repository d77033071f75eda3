"""Opening of a request for advisory support: by the organism alone, which applies or holds the label."""

from django.db import transaction

from labelling.organisms.models import Organism
from labelling.support import notices
from labelling.support.models import SupportRequest
from labelling.support.rules import asker, is_supported
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log

PREFIX = "QH-AC"
NOT_YOURS = "Un appui-conseil se demande par l’organisme lui-même."
NOT_SUPPORTED = "L’appui-conseil est pour les organismes candidats ou labellisés\u00a0: ouvrez d’abord un dossier."


@transaction.atomic
def request(organism, *, by, subject, need, wished_on=None):
    """The organism's row is locked: absorbed at the same moment, it asks for nothing more."""
    if not asker(by, organism):
        raise Forbidden(Problem("forbidden", NOT_YOURS))
    organism = Organism.objects.select_for_update().get(pk=organism.pk)
    if not is_supported(organism):
        raise Refused(Problem("not_supported", NOT_SUPPORTED))
    made = SupportRequest.objects.create(
        reference=next_reference(PREFIX, clock.today().year), organism=organism, subject=subject,
        need=need, wished_on=wished_on, requested_by=by,
    )  # fmt: skip
    entry = audit_log.write(
        made,
        by=by,
        act="request",
        sentence=f"{by} a demandé un appui-conseil.",
        target=made.state,
    )
    outbox.write(notices.REQUESTED, made, entry, topic=notices.TOPIC)
    return made
