"""Actions on accreditations beside the steps of the table: application, CV, insurance."""

from django.db import transaction

from labelling.parties.accreditation.auditors import checks, files
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation, AuditType
from labelling.parties.accreditation.rules import auditor_of, holder
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

OVER = ("expired", "refused", "withdrawn", "renounced")
EDITABLE = ("draft", "to_complete")
NOT_OPEN = "La demande se modifie par l’auditeur, tant qu’elle n’est pas déposée."
EDITED = "La demande se modifie avant son dépôt, et tant que des compléments sont demandés."
RUNNING = "Cela se fait tant que l’agrément n’est pas terminé\u00a0: demandez-en un autre."
NOT_HELD = "Seul l’auditeur qui tient l’agrément le fait, tant qu’il n’est pas terminé."


def may_edit(user, accreditation):
    return holder(user, accreditation) and accreditation.state in EDITABLE


@transaction.atomic
def apply(user, **facts):
    """A new application of an auditor, one at a time; Refused otherwise. The auditor's row is the lock.

    `facts`: what it begins with.
    """
    auditor = auditor_of(user)
    if auditor is None:
        text = "Seule une personne inscrite comme auditeur par le référent demande un agrément."
        raise Forbidden(Problem("forbidden", text))
    auditor = Auditor.objects.select_for_update().get(pk=auditor.pk)
    if running := auditor.accreditations.exclude(state__in=OVER).first():
        text = "Vous avez déjà un agrément ou une demande en cours."
        raise Refused(Problem("already_open", text, running.get_absolute_url(), "L’ouvrir"))
    accreditation = AuditorAccreditation.objects.create(
        reference=next_reference("QH-G", clock.today().year),
        auditor=auditor,
        **{"audit_types": auditor.audit_types or [code for code, _ in AuditType.offered()]} | facts,
    )
    sentence = f"{user} a ouvert une demande d’agrément."
    audit_log.write(accreditation, by=user, act="apply", sentence=sentence, target="draft")
    return accreditation


def join_cv(accreditation, *, by, upload):
    """The CV of the application; another one replaces it."""
    _editable(by, accreditation)
    with acting(accreditation, by=by, act="cv", sentence="a joint son CV") as current:
        files.keep(current, upload, files.CV, by=by)
    return current


def may_insure(user, accreditation):
    """In the application, then as long as the accreditation runs."""
    return holder(user, accreditation) and accreditation.state not in OVER


def insure(accreditation, *, by, insured_until_on, certificate):
    """BR-26: until when the auditor is insured, by the certificate sent.

    In an application it is written at once, and instructed with it; afterwards the office checks it first.
    """
    if not may_insure(by, accreditation):
        raise Forbidden(NOT_HELD)
    if accreditation.state not in EDITABLE:
        return checks.tell_insurance(
            accreditation, by=by, until_on=insured_until_on, certificate=certificate
        )
    said = "a transmis son assurance"
    with acting(accreditation, by=by, act="insure", sentence=said) as current:
        current.insured_until_on = insured_until_on
        keep_certificate(current, certificate, by=by)
    return current


def keep_certificate(accreditation, certificate, *, by):
    """The insurer's certificate, good until the day that the accreditation says; the former one is replaced."""
    until = accreditation.insured_until_on
    files.keep(accreditation, certificate, files.CERTIFICATE, by=by, effective_to=until)


def certificates(accreditation):
    """The certificates of insurance that were sent, the one in force last replaced by nothing."""
    return files.of_kind(accreditation, files.CERTIFICATE)


def _editable(by, accreditation):
    if not may_edit(by, accreditation):
        raise Forbidden(NOT_OPEN)
