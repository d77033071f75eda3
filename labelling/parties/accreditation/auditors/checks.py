"""Check of what an auditor says: told with its proof, then confirmed or refused by the office.

BR-26, BR-27: nobody is insured, nor free of a tie, on their own word alone.
"""

from django.db import transaction

from labelling.parties.accreditation import notices
from labelling.parties.accreditation.auditors import actions, files
from labelling.parties.accreditation.auditors.actions import ENDED, writing
from labelling.parties.accreditation.models import AuditorStatement
from labelling.parties.accreditation.rules import owner
from portal import documents
from portal.documents import StoredFile
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

S, Kind = AuditorStatement.State, AuditorStatement.Kind
WAITS = (
    "Une déclaration attend déjà d’être vérifiée\u00a0: reprenez-la, ou attendez sa vérification."
)


@transaction.atomic
def tell_insurance(accreditation, *, by, until_on, certificate):
    """The auditor's new insurance, with the insurer's certificate; the accreditation keeps the former one meanwhile."""
    said = f"a transmis son assurance jusqu’au {words.day(until_on)}"
    statement = _tell(
        accreditation.auditor, by, said, Kind.INSURANCE, until_on, accreditation=accreditation
    )
    if certificate:
        documents.store(
            certificate, holder=statement, by=by, kind=files.CERTIFICATE, effective_to=until_on
        )
    return statement


@transaction.atomic
def tell_tie_end(tie, *, by, ended_on):
    """The auditor's word on the last day of a running tie; it runs until the office confirms."""
    if tie.ended_on:
        raise Refused(Problem("ended", ENDED))
    said = f"a dit la fin du lien avec {tie.organism}, le {words.day(ended_on)}"
    return _tell(tie.auditor, by, said, Kind.TIE_END, ended_on, tie=tie)


def end_tie(tie, *, by, ended_on):
    """The auditor tells, and the office checks; the office itself ends it at once, and any wait with it."""
    if owner(by, tie.auditor):
        return tell_tie_end(tie, by=by, ended_on=ended_on)
    if not actions.may_declare(by, tie.auditor):
        raise Forbidden(actions.NOT_YOURS)
    if waiting := tie.statements.filter(state=S.WAITING).first():
        text = "L’auditeur a dit la fin de ce lien\u00a0: vérifiez sa déclaration."
        raise Refused(Problem("waiting", text, waiting.get_absolute_url(), "La vérifier"))
    return actions.close_tie(tie, by=by, ended_on=ended_on)


def _tell(auditor, by, said, kind, until_on, **about):
    with writing(auditor, by, "statement", said) as current:
        if waiting := current.statements.filter(state=S.WAITING, **about).first():
            raise Refused(Problem("waiting", WAITS, waiting.get_absolute_url(), "La voir"))
        statement = AuditorStatement.objects.create(
            auditor=current, kind=kind, until_on=until_on, **about
        )
        entry = audit_log.write(
            statement, by=by, act="tell", sentence=f"{by} {said}.", target=S.WAITING
        )
    outbox.write(notices.STATEMENT_TOLD, statement, entry, topic="labelling/accreditation")
    return statement


def confirm(statement, by, **_):
    """The new end of the insurance, or the last day of the tie, counts from now on."""
    if statement.kind == Kind.INSURANCE:
        said = f"a vérifié l’assurance, valable jusqu’au {words.day(statement.until_on)}"
        with acting(statement.accreditation, by=by, act="insure", sentence=said) as current:
            current.insured_until_on = statement.until_on
    else:
        actions.close_tie(statement.tie, by=by, ended_on=statement.until_on)


def confirm_effects(statement):
    day = words.day(statement.until_on)
    if statement.kind == Kind.INSURANCE:
        return [f"L’assurance de l’agrément court jusqu’au {day}."]
    return [f"Le lien finit le {day}\u00a0: le délai qui suit compte de ce jour."]


def refuse_effects(statement):
    if statement.kind == Kind.INSURANCE:
        return ["L’assurance connue ne change pas."]
    return ["Le lien court toujours."]


def certificate_of(statement):
    return StoredFile.objects.of(statement).first()


def insurance(accreditation):
    """(the statement that waits, or None; the certificate confirmed since the application, or None)."""
    told = (S.WAITING, S.CONFIRMED)
    rows = list(accreditation.statements.filter(kind=Kind.INSURANCE, state__in=told))
    waiting = next((one for one in rows if one.state == S.WAITING), None)
    confirmed = next((one for one in rows if one.state == S.CONFIRMED), None)
    return waiting, certificate_of(confirmed) if confirmed else None
