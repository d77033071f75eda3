"""What the pages of reuses show, and what a sheet tells of them."""

from django.db.models import Case, Q, When

from labelling.public import instructor, memberships
from observatory.reuse import actions
from observatory.reuse.models import PracticeReuse, shown
from observatory.reuse.rules import organisms_that_may
from portal.access import who_sees
from portal.workflow import audit_log

ROWS = PracticeReuse.objects.select_related("practice", "organism", "declared_by")
FIRST = Case(When(state__in=("declared", "to_fix"), then=0), default=1)
MOST = 12  # trials told on a sheet


def of_sheet(practice, user):
    """The count, those whose organism accepts to appear, and whether `user` may tell theirs."""
    rows = practice.reuses.filter(shown()).select_related("organism")[:MOST]
    return {
        "reuses": list(rows),
        "reuse_count": practice.reuse_count,
        "may_reuse": not user.is_authenticated or bool(organisms_that_may(user, practice)),
    }


def followed(user):
    """One's organism's trials, those of one's practices, or all to the office."""
    rows = ROWS.exclude(pk__in=()).visible_to(user)
    if not instructor(user, None):
        mine = list(memberships(user))  # a public trial of others is read on its sheet, not here
        rows = rows.filter(Q(organism__in=mine) | Q(told_by__in=mine, state="accepted"))
    return rows.order_by(FIRST, "-since_at", "-pk")


def one(reuse, user):
    return {
        "reuse": reuse,
        "offers": reuse.workflow.offers(reuse, user),
        "may_write": actions.closed(reuse, user) is None,
        "entries": audit_log.entries_of(reuse)[:20],
        "seen": who_sees(reuse),
    }
