"""Context of the page of an organism's people: who acts, by which delegation, who has left."""

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people.actions import PURPOSE, may_manage, signatories
from labelling.parties.organisms.people.delegations import may_delegate
from labelling.parties.organisms.people.models import Delegation, Handover
from portal.accounts.models import Invitation

SIGNS = Membership.Function.SIGNATORY
MOST_GONE = 50


def members():
    return Membership.objects.select_related("organism", "user")


def running_delegations():
    return Delegation.objects.running()


def handovers():
    return Handover.objects.select_related(
        "membership__organism", "membership__user", "successor__user"
    )


def people_page(organism, user):
    rows = _rows(organism)
    manages = may_manage(user, organism)
    return {
        "organism": organism,
        "people": in_function(organism, user),
        "gone": list(rows.filter(is_active=False).order_by("-until_on", "-pk")[:MOST_GONE]),
        "invitations": list(_invitations(organism)) if manages else [],
        "needs_signatory": organism.is_active and signatories(organism).count() < 2,
        "may_manage": manages and organism.is_active,
        "may_end": manages,
    }


def _rows(organism):
    rows = organism.memberships.select_related("user", "handover__successor__user")
    return rows.prefetch_related("delegations__file")


def in_function(organism, user):
    rows = _rows(organism).filter(is_active=True).order_by("user__last_name__french", "pk")
    return [_person(member, user) for member in rows]


def _person(member, user):
    """Its delegations, the latest first; `lapsed` when they had one and none runs."""
    held = list(member.delegations.all())
    running = [one for one in held if one.is_running]
    signs = member.function == SIGNS
    return {
        "member": member,
        "delegation": next(iter(running), None),
        "former": [one for one in held if not one.is_running],
        "signs": signs,
        "is_lapsed": signs and bool(held) and not running,
        "may_delegate": signs and member.organism.is_active and may_delegate(user, member),
    }


def _invitations(organism):
    rows = Invitation.objects.pending().filter(purpose=PURPOSE, data__organism=organism.slug)
    return rows.select_related("invited_by").order_by("expires_at")
