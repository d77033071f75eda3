"""Contexts of the pages of the desk of accounts."""

from portal.access import who_sees
from portal.access.offices import desk
from portal.account_desk import invitations
from portal.account_desk.models import AccountChange
from portal.account_desk.roles import by_role
from portal.account_desk.rules import confirmer
from portal.accounts.invitations import unanswered
from portal.accounts.models import Invitation
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE, MOST = 20, 50
S = AccountChange.State


def every():
    """With the people whom a page names; the caller keeps those that the reader sees."""
    return AccountChange.objects.select_related("person", "proposed_by", "decided_by")


def register(user, number):
    """Who holds each role, the proposals that wait, the invitations that nobody accepted, what was decided."""
    changes = every().visible_to(user)
    waiting = list(changes.filter(state=S.PROPOSED).order_by("due_on", "pk"))
    seen = Invitation.objects.visible_to(user).values("pk")
    invited = unanswered(invitations.PURPOSE).filter(pk__in=seen)[:MOST]
    return {
        "roles": [{"role": role, "people": people} for role, people in by_role().items()],
        "waiting": waiting,
        "has_several": len(_confirmable(user, waiting)) > 1,
        "invitations": [
            {"invitation": one, "roles": [role.label for role in invitations.roles_of(one)]}
            for one in invited
        ],
        "page": Paginator(changes.exclude(state=S.PROPOSED), PAGE).get_page(number),
    }


def to_confirm(user):
    """The roles to give that this person may confirm at once."""
    rows = every().visible_to(user).filter(state=S.PROPOSED).order_by("due_on", "pk")
    return _confirmable(user, rows)


def _confirmable(user, rows):
    """What takes or closes has effects of its own, read on its own page."""
    return [one for one in rows if one.kind == AccountChange.Kind.GIVE and confirmer(user, one)]


def detail(change, user):
    return {
        "change": change,
        "is_desk": desk(user, None),
        "offers": change.workflow.offers(change, user),
        "entries": audit_log.entries_of(change)[:PAGE],
        "seen": who_sees(change),
    }
