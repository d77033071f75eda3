"""Actions on accreditations beside the steps of the table: an application, a declared tie."""

from labelling.accreditation.models import AuditorAccreditation, AuditType, Tie
from labelling.accreditation.rules import auditor_of, holder
from labelling.organisms.rules import instructor
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting

OVER = ("expired", "refused", "withdrawn", "renounced")
NOT_YOURS = "Seul l’auditeur ou le référent label déclare un lien."
EDITABLE = ("draft", "to_complete")


def may_declare(user, accreditation):
    """The auditor declares their ties; the référent may declare one that was forgotten."""
    return holder(user, accreditation) or instructor(user, accreditation)


def may_edit(user, accreditation):
    return holder(user, accreditation) and accreditation.state in EDITABLE


def apply(user):
    """A new application of an auditor, one at a time; Refused otherwise."""
    auditor = auditor_of(user)
    if auditor is None:
        text = "Seule une personne inscrite comme auditeur par le référent demande un agrément."
        raise Forbidden(Problem("forbidden", text))
    if running := auditor.accreditations.exclude(state__in=OVER).first():
        text = "Vous avez déjà un agrément ou une demande en cours."
        raise Refused(Problem("already_open", text, running.get_absolute_url(), "L’ouvrir"))
    return AuditorAccreditation.objects.create(
        reference=next_reference("QH-G", clock.today().year),
        auditor=auditor,
        audit_types=list(AuditType.values),
    )


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
