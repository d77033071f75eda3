"""Attestations: facts frozen at issue, a unique number, a PDF made by the worker."""

import logging
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.db.models import Q
from django.tasks import task

from labelling.parties.organisms.rules import instructor
from labelling.title.labels import notices
from labelling.title.labels.mentions import titles
from labelling.title.labels.models import Attestation
from portal import documents
from portal.access import role
from portal.access.references import next_reference
from portal.core import clock
from portal.documents import pdf
from portal.documents.pdf import seal
from portal.models import Role
from portal.notifications import outbox
from portal.notifications.delivery import RETRIES
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

logger = logging.getLogger("labelling.title.labels")
OVERDUE = timedelta(hours=1)
may_relaunch = instructor | role(Role.TECH, "l’administration technique")

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
        Problem(
            f"missing_{name}", f"L’attestation ne peut pas être émise\u00a0: il manque {words}."
        )
        for name, words in NEEDED.items()
        if not facts.get(name)
    ]
    if missing:
        raise Refused(*missing)


@transaction.atomic
def issue(label, *, by, decision=None):
    """Freeze the facts under a new number and ask the worker for the PDF."""
    decision = decision or label.decision
    decided_on = decision.decided_on if decision else label.start_on  # of a label taken over
    signatory = (decision and decision.validated_by) or by
    facts = {
        "number": next_reference("QH", decided_on.year),
        "organism_name": label.organism.name,
        "perimeter": label.perimeter,
        "start_on": label.start_on,
        "end_on": label.end_on,
        "decided_on": decided_on,
        "signatory_name": str(signatory),
        "signatory_title": "pour le comité de labellisation",
    }
    refuse_incomplete(facts)
    attestation = Attestation.objects.create(label=label, **facts)
    transaction.on_commit(lambda: make_pdf.enqueue(attestation.number))
    return attestation


def void(label, reason):
    """BR-69: the old file answers « annulée » from now on, and no job publishes it any more; how many there were."""
    return label.attestations.exclude(status=Attestation.Status.VOID).update(
        status=Attestation.Status.VOID, void_reason=reason
    )


@task
def make_pdf(number):
    """Render, seal and keep the PDF; nothing for an attestation voided meanwhile (BR-69).

    Twice has one effect. What fails is tried again at the delays of mails, then waits for a person.
    """
    rows = Attestation.objects.select_related("label__organism", "label__decision__validated_by")
    attestation = rows.get(number=number)
    if attestation.status != Attestation.Status.PREPARING:
        return
    try:
        _print(attestation)
    except Exception as error:
        logger.exception("attestation %s not printed", number)
        _postpone(attestation, error)


def _print(attestation):
    label, number = attestation.label, attestation.number
    content = seal.seal(
        pdf.render(TEMPLATE, _context(attestation, label), title=f"Attestation {number}")
    )
    name = f"attestation-{number}.pdf"
    upload = InMemoryUploadedFile(
        BytesIO(content), "file", name, "application/pdf", len(content), None
    )
    with _preparing(attestation) as locked:
        if locked is None:
            return
        by = (label.decision and label.decision.validated_by) or label.taken_from.by
        locked.file = documents.store(upload, holder=label, by=by, kind="attestation")
        locked.template_hash = pdf.template_hash(TEMPLATE)
        locked.status, locked.error = Attestation.Status.PUBLISHED, ""
        locked.save(update_fields=["file", "template_hash", "status", "error"])


@contextmanager
def _preparing(attestation):
    """The locked row, or None when somebody printed or voided it meanwhile."""
    with transaction.atomic():
        row = Attestation.objects.select_for_update().get(pk=attestation.pk)
        yield row if row.status == Attestation.Status.PREPARING else None


def _postpone(attestation, error):
    """One more try after the next delay, or none: the office and the technique are told."""
    with _preparing(attestation) as row:
        if row is None:
            return
        row.attempts += 1
        row.error = str(error) if isinstance(error, pdf.Failed) else type(error).__name__
        if row.attempts > len(RETRIES):
            _give_up(row)
        else:
            row.next_try_at = clock.now() + RETRIES[row.attempts - 1]
            transaction.on_commit(lambda: _enqueue(row.number, row.next_try_at))
        row.save(update_fields=["attempts", "error", "status", "next_try_at"])


def _give_up(attestation):
    attestation.status = Attestation.Status.FAILED
    sentence = (
        f"renonce à préparer l’attestation {attestation.number} après {attestation.attempts} essais"
    )
    with acting(attestation.label, by=None, act="print_failed", sentence=sentence):
        pass
    entry = audit_log.entries_of(attestation.label).first()
    outbox.write(notices.PRINT_FAILED, attestation, entry, topic="labelling/labels")


def _enqueue(number, at):
    """A backend that cannot wait (a test's) leaves the next try to « Relancer »."""
    if make_pdf.get_backend().supports_defer:
        make_pdf.using(run_after=at).enqueue(number)


def stuck():
    """The attestations that wait for a person: given up, or overdue because their job was lost."""
    lost = Q(status="preparing", next_try_at__lt=clock.now() - OVERDUE)
    return Attestation.objects.filter(Q(status="failed") | lost)


def relaunch(attestation, *, by):
    """« Relancer »: the tries start again; a double click makes one PDF all the same."""
    if not may_relaunch(by, attestation):
        raise Forbidden(Problem("forbidden", f"Seul {may_relaunch.label} relance une attestation."))
    sentence = f"a relancé la préparation de l’attestation {attestation.number}"
    with acting(attestation.label, by=by, act="relaunch", sentence=sentence):
        row = stuck().select_for_update().filter(pk=attestation.pk).first()
        if row is None:
            raise Refused(Problem("not_stuck", "Cette attestation n’attend aucune relance."))
        row.status, row.attempts, row.next_try_at = row.Status.PREPARING, 0, clock.now()
        row.save(update_fields=["status", "attempts", "next_try_at"])
        transaction.on_commit(lambda: make_pdf.enqueue(row.number))


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
        "mention": titles(label),
    }
