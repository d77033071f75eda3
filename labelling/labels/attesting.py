"""Attestations: facts frozen at issue, a number never given twice, a PDF made by the worker."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.tasks import task

from labelling.labels.models import Attestation
from portal import files, pdf, seal
from portal.references import next_reference
from portal.workflow import Problem, Refused

TEMPLATE = "labelling/labels/attestation.pdf.html"
NEEDED = {
    "number": "le numéro",
    "organism_name": "le nom de l’organisme",
    "perimeter": "le périmètre",
    "start_on": "la date de début",
    "end_on": "la date de fin",
    "decided_on": "la date de décision",
    "signatory_name": "le signataire",
    "signatory_title": "la qualité du signataire",
}


def refuse_incomplete(facts):
    """BR-66: Refused names each missing fact."""
    missing = [
        Problem(f"missing_{name}", f"L’attestation ne peut pas être émise : il manque {words}.")
        for name, words in NEEDED.items()
        if not facts.get(name)
    ]
    if missing:
        raise Refused(*missing)


@transaction.atomic
def issue(label, *, by, decision=None):
    """Freeze the facts under a new number and ask the worker for the PDF."""
    decision = decision or label.decision
    facts = {
        "number": next_reference("QH", decision.decided_on.year),
        "organism_name": label.organism.name,
        "perimeter": label.perimeter,
        "start_on": label.start_on,
        "end_on": label.end_on,
        "decided_on": decision.decided_on,
        "signatory_name": str(decision.validated_by),
        "signatory_title": "pour le comité de labellisation",
    }
    refuse_incomplete(facts)
    attestation = Attestation.objects.create(label=label, **facts)
    transaction.on_commit(lambda: make_pdf.enqueue(attestation.number))
    return attestation


def void(label, reason):
    """BR-69: the old file answers « annulée » from now on, and no job publishes it any more."""
    label.attestations.exclude(status=Attestation.Status.VOID).update(
        status=Attestation.Status.VOID, void_reason=reason
    )


@task
def make_pdf(number):
    """Render, seal and keep the PDF; nothing for an attestation voided meanwhile (BR-69)."""
    rows = Attestation.objects.select_related("label__organism", "label__decision__validated_by")
    attestation = rows.get(number=number)
    if attestation.status != Attestation.Status.PREPARING:
        return
    label = attestation.label
    content = seal.seal(
        pdf.render(TEMPLATE, _context(attestation, label), title=f"Attestation {number}")
    )
    name = f"attestation-{number}.pdf"
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", name, "application/pdf", len(content), None
    )
    with transaction.atomic():
        locked = Attestation.objects.select_for_update().get(pk=attestation.pk)
        if locked.status != Attestation.Status.PREPARING:
            return
        locked.file = files.store(
            upload, holder=label, by=label.decision.validated_by, kind="attestation"
        )
        locked.template_hash, locked.status = (
            pdf.template_hash(TEMPLATE),
            Attestation.Status.PUBLISHED,
        )
        locked.save(update_fields=["file", "template_hash", "status"])


def _context(attestation, label):
    names = (
        "organism_name",
        "perimeter",
        "number",
        "start_on",
        "end_on",
        "signatory_name",
        "signatory_title",
    )
    return {name: getattr(attestation, name) for name in names} | {
        "decision_on": attestation.decided_on,
        "verify_url": settings.PORTAL_ADDRESS + attestation.get_verify_url(),
        "is_demo": label.organism.is_demo,
    }
