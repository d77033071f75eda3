"""Page contexts of reuses, and those shown on a practice."""

from django.db.models import Case, Q, When

from labelling.public import instructor, memberships
from observatory.reuse import actions
from observatory.reuse.models import PracticeReuse, is_shown
from observatory.reuse.rules import organisms_that_may
from portal.access import who_sees
from portal.workflow import audit_log

ROWS = PracticeReuse.objects.select_related("practice", "organism", "declared_by")
FIRST = Case(When(state__in=("declared", "to_fix"), then=0), default=1)
MOST = 12  # trials told on a sheet


def reuses_of(practice, user):
    """Count, organisms that consent to appear, and whether `user` may declare one."""
    rows = practice.reuses.filter(is_shown()).select_related("organism")[:MOST]
    has_accepted = practice.reuse_count > practice.known_reuses  # recounted by each acceptance
    return {
        "reuses": list(rows) if has_accepted else [],
        "reuse_count": practice.reuse_count,
        "may_reuse": not user.is_authenticated or bool(organisms_that_may(user, practice)),
    }


def followed(user):
    """One's organism's reuses, those of one's practices, or all for the office."""
    rows = ROWS.exclude(pk__in=()).visible_to(user)
    if not instructor(user, None):
        mine = list(memberships(user))  # a public trial of others is read on its sheet, not here
        rows = rows.filter(Q(organism__in=mine) | Q(told_by__in=mine, state="accepted"))
    return rows.order_by(FIRST, "-since_at", "-pk")


def reuse_page(reuse, user):
    return {
        "reuse": reuse,
        "offers": reuse.workflow.offers(reuse, user),
        "may_write": actions.closed(reuse, user) is None,
        "entries": audit_log.entries_of(reuse)[:20],
        "seen": who_sees(reuse),
    }
