"""Submission of a proof: its row, first file, audit-log line and mail in one transaction."""

from labelling.parties.organisms.rules import memberships
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from labelling.title.proofs import notices
from labelling.title.proofs.models import BrandProof
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log, locked

NOT_YOURS = "Un bon à tirer s’envoie par l’organisme qui détient la licence."
CLOSED = (
    "La licence n’est pas en vigueur aujourd’hui\u00a0: le bon à tirer ne peut pas être envoyé."
)


def usable_licences(user):
    """The licences under which the person may send a proof today."""
    rows = BrandLicence.objects.filter(organism__in=memberships(user))
    held = [right.licence.pk for right in rights.held(rows)]
    return BrandLicence.objects.filter(pk__in=held).select_related("organism").order_by("pk")


def submit(licence, *, by, title, support, file, print_on=None, comment=""):
    """The licence's row is locked: suspended at the same moment, it takes no proof."""
    if licence.organism_id not in memberships(by):
        raise Forbidden(Problem("forbidden", NOT_YOURS))
    with locked(licence) as licence:
        if not rights.is_usable(licence):
            raise Refused(Problem("licence", CLOSED))
        proof = BrandProof.objects.create(
            reference=next_reference("QH-B", clock.today().year),
            licence=licence,
            title=title,
            support=support,
            print_on=print_on,
            comment=comment,
            submitted_by=by,
            due_on=licence.due_date("D20"),
        )
        proof.file = documents.store(file, holder=proof, by=by, kind="proof")
        proof.save(update_fields=["file"])
        entry = audit_log.write(
            proof,
            by=by,
            act="submit",
            sentence=f"{by} a envoyé un bon à tirer.",
            target=proof.state,
            rules=proof.rules_version,
        )
        outbox.write(notices.SUBMITTED, proof, entry, topic="labelling/proofs")
    return proof
