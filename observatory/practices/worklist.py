"""Tasks of practices on a member's home: for their writers, and for their reviewers."""

from labelling.public import instructor, memberships
from observatory.practices.models import GoodPractice
from portal.models import Role
from portal.web import worklist

S = GoodPractice.State
LIMIT = 20
OWN = {S.CHANGES_REQUESTED: "Reprendre", S.REVIEW_DUE: "Répondre"}
READ = {S.SUBMITTED: "Relire", S.VALIDATED: "Publier"}


def _task(where, row, button, hand="vous", due_on=None):
    context = f"Bonne pratique, {row.get_state_display().lower()}"
    return worklist.Task(where, row.title, context, row.get_absolute_url(), hand, due_on, button)


def _own(_user, row):
    if row.state == S.SUBMITTED:
        return _task(worklist.WAIT, row, "Ouvrir", row.hand)
    return _task(worklist.DO, row, OWN[row.state])


@worklist.source(tell=_own, most=2 * LIMIT)
def own_practices(user):
    mine = memberships(user)
    if not mine:
        return None
    rows = GoodPractice.objects.filter(organism__in=mine, state__in=(*OWN, S.SUBMITTED))
    return rows.order_by("since_at")


def _reading(user, row):
    """Whoever has validated waits for the second reviewer."""
    if row.validated_by_id == user.pk:
        return _task(worklist.WAIT, row, "Ouvrir", row.hand)
    return _task(worklist.DO, row, READ[row.state])


@worklist.source(tell=_reading, most=LIMIT)
def practices_to_read(user):
    if instructor(user, None):
        asked = tuple(READ)
    elif user.has_role(Role.DIRCOM):
        asked = (S.VALIDATED,)
    else:
        return None
    return GoodPractice.objects.filter(state__in=asked).order_by("since_at")
