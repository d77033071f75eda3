"""Actions on accreditations beside the steps of the table: application, ties, insurance, the auditor’s own facts."""

from django.db import transaction

from labelling.accreditation.models import Auditor, AuditorAccreditation, AuditType, Tie
from labelling.accreditation.rules import auditor_of, holder
from labelling.organisms.rules import instructor
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

OVER = ("expired", "refused", "withdrawn", "renounced")
NOT_YOURS = "Seul l’auditeur ou le référent label déclare un lien."
EDITABLE = ("draft", "to_complete")
ENDED = "Ce lien a déjà une date de fin."
NOT_HELD = "Seul l’auditeur qui tient l’agrément le fait, tant qu’il n’est pas terminé."
CERTIFICATE = "insurance"  # the kind of the stored file


def may_declare(user, accreditation):
    """The auditor declares their ties; the référent may declare one that was forgotten."""
    return holder(user, accreditation) or instructor(user, accreditation)


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
        audit_types=auditor.audit_types or list(AuditType.values),
        **facts,
    )
    sentence = f"{user} a ouvert une demande d’agrément."
    audit_log.write(accreditation, by=user, act="apply", sentence=sentence, target="draft")
    return accreditation


def declare_tie(accreditation, *, by, organism, kind, started_on, ended_on=None, is_of_firm=False):
    """BR-27: a declared tie closes the organism's missions to the auditor; it is never erased."""
    if not may_declare(by, accreditation):
        raise Forbidden(NOT_YOURS)
    said = f"a déclaré un lien avec {organism}"
    with acting(accreditation, by=by, act="tie", sentence=said):
        return Tie.objects.create(
            auditor=accreditation.auditor,
            organism=organism,
            kind=kind,
            started_on=started_on,
            ended_on=ended_on,
            is_of_firm=is_of_firm,
            declared_at=clock.now(),
        )


def end_tie(accreditation, tie, *, by, ended_on):
    """A running tie ends once: its look-back (BR-27, D19) counts from that day."""
    if not may_declare(by, accreditation):
        raise Forbidden(NOT_YOURS)
    said = f"a dit la fin du lien avec {tie.organism}"
    with acting(accreditation, by=by, act="end_tie", sentence=said):
        if not Tie.objects.filter(pk=tie.pk, ended_on=None).update(ended_on=ended_on):
            raise Refused(Problem("ended", ENDED))


def may_maintain(user, accreditation):
    """Once filed, the application is closed; its holder still renews the insurance, and says who they are."""
    return holder(user, accreditation) and accreditation.state not in (*OVER, *EDITABLE)


def insure(accreditation, *, by, insured_until_on, certificate=None):
    """BR-26: the auditor’s insurance covers missions until another day, by the certificate sent."""
    _maintained(by, accreditation)
    with acting(
        accreditation, by=by, act="insure", sentence="a transmis sa nouvelle assurance"
    ) as current:
        current.insured_until_on = insured_until_on
        if certificate:
            keep_certificate(current, certificate, by=by)
    return current


def keep_certificate(accreditation, certificate, *, by):
    """The insurer's certificate, good until the day that the accreditation says; the former one is replaced."""
    documents.store(
        certificate, holder=accreditation, by=by, kind=CERTIFICATE,
        replaces=certificates(accreditation).current().first(),
        effective_to=accreditation.insured_until_on,
    )  # fmt: skip


def certificates(accreditation):
    """The certificates of insurance that were sent, the one in force last replaced by nothing."""
    return documents.StoredFile.objects.of(accreditation).filter(kind=CERTIFICATE)


def present(accreditation, *, by, firm, regions, is_public):
    """The auditor’s firm, regions and consent to the public list (BR-45)."""
    _maintained(by, accreditation)
    with acting(accreditation, by=by, act="present", sentence="a mis à jour sa fiche d’auditeur"):
        auditor = accreditation.auditor
        auditor.firm, auditor.regions, auditor.is_public = firm, regions, is_public
        auditor.save(update_fields=("firm", "regions", "is_public"))


def _maintained(by, accreditation):
    if not may_maintain(by, accreditation):
        raise Forbidden(NOT_HELD)
