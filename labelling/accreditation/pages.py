"""Context of the pages of accreditations."""

from django.db.models import F, Prefetch

from labelling import territories
from labelling.accreditation import actions, charter, registering, taking_over
from labelling.accreditation.models import Auditor, AuditorAccreditation, AuditType
from labelling.accreditation.rules import auditor_of
from labelling.organisms.rules import instructor
from portal import access
from portal.accounts.invitations import unanswered
from portal.core import clock
from portal.models import Invitation
from portal.web.pagination import Paginator
from portal.workflow import audit_log, ordering, stepper

A_PAGE, WAITING = 25, 50


def every():
    """With what a page shows of each; the caller keeps those that the reader sees."""
    return AuditorAccreditation.objects.select_related("auditor__user", "decision")


def listed(user, state=""):
    """The accreditations that somebody follows: those that wait, late first; in force, those that end first; over."""
    found = ordering.by_urgency(
        every().visible_to(user),
        actions.OVER,
        then=(F("ends_on").asc(nulls_last=True), "-created_at"),
    )
    return found.filter(state=state) if state in AuditorAccreditation.State.values else found


def can_apply(user):
    auditor = auditor_of(user)
    return bool(auditor) and not auditor.accreditations.exclude(state__in=actions.OVER).exists()


def register(user, number):
    """The auditors, each with the latest accreditation, and the invitations that nobody has accepted."""
    latest = Prefetch("accreditations", AuditorAccreditation.objects.order_by("-created_at", "-pk"))
    rows = Auditor.objects.visible_to(user).select_related("user").prefetch_related(latest)
    page = Paginator(rows.order_by("user__last_name", "pk"), A_PAGE).get_page(number)
    for auditor in page:
        held = list(auditor.accreditations.all())
        auditor.latest = held[0] if held else None
        auditor.is_free = taking_over.obstacle(auditor, held) is None
    asked = unanswered(registering.PURPOSE).filter(
        pk__in=Invitation.objects.visible_to(user).values("pk")
    )
    return {"page": page, "invitations": list(asked[:WAITING])}


def detail(accreditation, user):
    auditor, missions = accreditation.auditor, _missions(accreditation, user)
    return {
        "accreditation": accreditation,
        "steps": stepper.steps(accreditation),
        "reason": _reason(accreditation),
        "offers": accreditation.workflow.offers(accreditation, user),
        "types": [AuditType(code).label for code in accreditation.audit_types],
        "regions": regions(auditor),
        "ties": ties(accreditation),
        "certificate": actions.certificates(accreditation).current().first(),
        "may_maintain": actions.may_maintain(user, accreditation),
        "missions": missions,
        "decides": bool(missions) and accreditation.state != accreditation.State.ACTIVE,
        "is_ended": bool(accreditation.ends_on) and accreditation.ends_on < clock.today(),
        "may_edit": actions.may_edit(user, accreditation),
        "charter_url": charter.address_of(accreditation.ethics_version),
        "may_accept": charter.may_accept(user, accreditation)
        and not charter.has_accepted(accreditation),
        "may_declare": actions.may_declare(user, accreditation),
        "entries": audit_log.entries_of_all([accreditation, auditor])[:20],
        "seen": access.who_sees(accreditation),
    }


def _reason(accreditation):
    """Why it is in its state, where the step that led there says it."""
    rows = audit_log.entries_of(accreditation).filter(target=accreditation.state).exclude(reason="")
    return rows.values_list("reason", flat=True).first()


def ties(accreditation):
    """In the order in which they were declared: the rank of one is its number in addresses."""
    return accreditation.auditor.ties.select_related("organism").order_by("pk")


def _missions(accreditation, user):
    """The running missions, to the référent, who decides of them when it stops (BR-44)."""
    return accreditation.running_missions if instructor(user, accreditation) else ()


def regions(auditor):
    names = {region.code: region.name for region in territories.regions()}
    return [names.get(code, code) for code in auditor.regions]
