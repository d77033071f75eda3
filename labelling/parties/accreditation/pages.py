"""Context of the pages of accreditations."""

from django.db.models import Prefetch

from labelling import territories
from labelling.parties.accreditation import actions, listing
from labelling.parties.accreditation.auditors import actions as profile
from labelling.parties.accreditation.auditors import charter, checks, files
from labelling.parties.accreditation.models import (
    Auditor,
    AuditorAccreditation,
    AuditorStatement,
    AuditType,
)
from labelling.parties.accreditation.register import actions as registering
from labelling.parties.accreditation.register import past
from labelling.parties.accreditation.rules import auditor_of, owner
from labelling.parties.organisms.panels import panels_on
from labelling.parties.organisms.rules import instructor, secretary
from portal import access
from portal.assignments.panels import charge_of, entries_for
from portal.core import clock
from portal.models import Invitation
from portal.ui import words
from portal.web.pagination import Paginator
from portal.workflow import audit_log, stepper

office = instructor | secretary
A_PAGE, WAITING, STATEMENTS = 25, 50, 20


def every():
    """With what a page shows of each; the caller keeps those that the reader sees."""
    return AuditorAccreditation.objects.select_related("auditor__user", "decision")


def auditors():
    """The same of auditors."""
    return Auditor.objects.select_related("user")


def statements():
    """The same of what auditors say."""
    return AuditorStatement.objects.select_related(
        "auditor__user", "accreditation", "tie__organism"
    )


def can_apply(user):
    auditor = auditor_of(user)
    return bool(auditor) and not auditor.accreditations.exclude(state__in=actions.OVER).exists()


def register(user, number):
    """The auditors, each with the latest accreditation, and the invitations that nobody has accepted."""
    page = Paginator(listing.registered(user), A_PAGE).get_page(number)
    for auditor in page:
        held = list(auditor.accreditations.all())
        auditor.latest = held[0] if held else None
        auditor.is_free = past.obstacle(auditor, held) is None
    asked = registering.unanswered().filter(pk__in=Invitation.objects.visible_to(user).values("pk"))
    return {"page": page, "invitations": list(asked[:WAITING])}


def _title(accreditation, user):
    """What its auditor does outside the portal, which no step says."""
    is_theirs = accreditation.state == "training" and owner(user, accreditation.auditor)
    return "Suivre la formation" if is_theirs else ""


def detail(accreditation, user):
    auditor, missions = accreditation.auditor, _missions(accreditation, user)
    kept, (waiting, confirmed) = files.all_current(accreditation), checks.insurance(accreditation)
    return {
        "accreditation": accreditation,
        "steps": stepper.steps(accreditation),
        "reason": _reason(accreditation),
        "offers": accreditation.workflow.offers(accreditation, user),
        "title": _title(accreditation, user),
        "types": [AuditType(code).label for code in accreditation.audit_types],
        "regions": regions(auditor),
        "ties": ties(auditor),
        "cv": kept.get(files.CV),
        "certificate": confirmed or kept.get(files.CERTIFICATE),
        "waiting": waiting,
        "may_insure": actions.may_insure(user, accreditation),
        "sees_auditor": owner(user, auditor) or office(user, None),
        "missions": missions,
        "panels": panels_on(user, accreditation),
        "decides": bool(missions) and accreditation.state != accreditation.State.ACTIVE,
        "is_ended": bool(accreditation.ends_on) and accreditation.ends_on < clock.today(),
        "may_edit": actions.may_edit(user, accreditation),
        "charter_url": charter.address_of(accreditation.ethics_version),
        "may_accept": charter.may_accept(user, accreditation)
        and not charter.has_accepted(accreditation),
        "entries": entries_for(user, accreditation, auditor)[:20],
        "charge": charge_of(accreditation, user),
        "seen": access.who_sees(accreditation),
    }


def _reason(thing):
    """Why it is in its state, where the step that led there says it."""
    rows = audit_log.entries_of(thing).filter(target=thing.state).exclude(reason="")
    return rows.values_list("reason", flat=True).first()


def auditor_page(auditor, user):
    """The auditor's own page."""
    accreditations = list(auditor.accreditations.order_by("-created_at", "-pk"))
    told = list(auditor.statements.select_related("tie__organism")[:STATEMENTS])
    return {
        "auditor": auditor,
        "types": [AuditType(code).label for code in auditor.audit_types],
        "regions": regions(auditor),
        "ties": ties(auditor),
        "is_own": owner(user, auditor),
        "may_declare": profile.may_declare(user, auditor),
        "accreditations": accreditations,
        "insurable": _insurable(user, accreditations, told),
        "can_apply": can_apply(user) and owner(user, auditor),
        "statements": told,
        "entries": audit_log.entries_of(auditor)[:20],
        "seen": access.who_sees(auditor),
    }


def _insurable(user, accreditations, told):
    """The accreditation of which its auditor may send the insurance: none of it waits for its check."""
    waiting = {one.accreditation_id for one in told if one.state == one.State.WAITING}
    found = (one for one in accreditations if actions.may_insure(user, one))
    return next((one for one in found if one.pk not in waiting), None)


def statement(statement, user):
    """What an auditor says, and its check."""
    return {
        "statement": statement,
        "offers": statement.workflow.offers(statement, user),
        "certificate": checks.certificate_of(statement),
        "reason": _reason(statement),
        "entries": audit_log.entries_of(statement),
        "seen": access.who_sees(statement),
    }


def insurance_effects(user, accreditation):
    """What sending a new insurance does, in sentences."""
    if actions.may_edit(user, accreditation):
        return [
            "La date et l’attestation entrent dans votre demande, qui sera instruite avec elles."
        ]
    known = accreditation.insured_until_on
    kept = f"\u00a0: jusqu’au {words.day(known)}" if known else ""
    counts = f"l’assurance connue compte seule{kept}"
    if accreditation.is_uninsured:
        counts = f"l’assurance connue est finie le {words.day(known)}\u00a0: aucune mission ne vous est proposée"
    return [
        "Le référent label est prévenu, et vérifie l’attestation.",
        f"D’ici là, {counts}.",
    ]


def tie_end_effects(user, tie):
    """What telling the end of a tie does, in sentences."""
    if owner(user, tie.auditor):
        return [
            "Le référent label est prévenu, et vérifie ce jour.",
            f"D’ici là, le lien avec {tie.organism} court\u00a0: aucune mission ne vous y est proposée.",
        ]
    return [
        "Le lien finit ce jour-là\u00a0: le délai qui suit compte de ce jour. Cela ne se reprend pas."
    ]


def ties(auditor):
    """In the order in which they were declared: the rank of one is its number in addresses."""
    waiting = AuditorStatement.objects.filter(state="waiting")
    told = Prefetch("statements", waiting, to_attr="told")
    return auditor.ties.select_related("organism").prefetch_related(told).order_by("pk")


def _missions(accreditation, user):
    """The running missions, to the référent, who decides of them when it stops (BR-44)."""
    return accreditation.running_missions if instructor(user, accreditation) else ()


def regions(auditor):
    names = {region.code: region.name for region in territories.regions()}
    return [names.get(code, code) for code in auditor.regions]
