"""Tasks of practices on a member's home: for their writers, and for their reviewers."""

from labelling.public import instructor, memberships
from observatory.practices.models import GoodPractice
from portal.models import Role
from portal.web import worklist

S = GoodPractice.State
LIMIT = 20


def _task(where, row, button, hand="vous", due_on=None):
    context = f"Bonne pratique, {row.get_state_display().lower()}"
    return worklist.Task(where, row.title, context, row.get_absolute_url(), hand, due_on, button)


@worklist.provider
def own_practices(user):
    if not memberships(user):
        return []
    rows = GoodPractice.objects.filter(organism__in=memberships(user))
    asked = {S.CHANGES_REQUESTED: "Reprendre", S.REVIEW_DUE: "Répondre"}
    done = [
        _task(worklist.DO, row, asked[row.state]) for row in rows.filter(state__in=asked)[:LIMIT]
    ]
    waits = rows.filter(state=S.SUBMITTED)[:LIMIT]
    return done + [_task(worklist.WAIT, row, "Ouvrir", row.hand) for row in waits]


@worklist.provider
def practices_to_read(user):
    asked = {}
    if instructor(user, None):
        asked = {S.SUBMITTED: "Relire", S.VALIDATED: "Publier"}
    elif user.has_role(Role.DIRCOM):
        asked = {S.VALIDATED: "Publier"}
    if not asked:
        return []
    rows = GoodPractice.objects.filter(state__in=asked).order_by("since_at")[:LIMIT]
    return [_reading(user, row, asked[row.state]) for row in rows]


def _reading(user, row, button):
    """Whoever has validated waits for the second reviewer."""
    if row.validated_by_id == user.pk:
        return _task(worklist.WAIT, row, "Ouvrir", row.hand)
    return _task(worklist.DO, row, button)
