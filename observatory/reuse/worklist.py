"""Tasks of reuses on a member's home: to review, or to complete."""

from labelling.public import instructor, memberships
from observatory.reuse.models import PracticeReuse
from portal.web import worklist

S = PracticeReuse.State
LIMIT = 20
CONTEXT = "Reprise d’une pratique"


def _task(where, row, button, hand="vous"):
    url = row.get_absolute_url()
    return worklist.Task(where, str(row), CONTEXT, url, hand, None, button)


def _own(_user, row):
    if row.state == S.TO_FIX:
        return _task(worklist.DO, row, "Préciser")
    return _task(worklist.WAIT, row, "Ouvrir", row.hand)


@worklist.source("organism", "practice", tell=_own)
def own_reuses(user):
    mine = memberships(user)
    if not mine:
        return None
    return PracticeReuse.objects.filter(organism__in=mine, state__in=(S.TO_FIX, S.DECLARED))


def _to_read(_user, row):
    return _task(worklist.DO, row, "Relire")


@worklist.source("organism", "practice", tell=_to_read, most=LIMIT)
def reuses_to_read(user):
    if not instructor(user, None):
        return None
    return PracticeReuse.objects.filter(state=S.DECLARED).order_by("since_at")
