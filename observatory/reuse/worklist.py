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


@worklist.provider
def own_reuses(user):
    if not memberships(user):
        return []
    rows = PracticeReuse.objects.filter(organism__in=memberships(user))
    rows = rows.filter(state__in=(S.TO_FIX, S.DECLARED)).select_related("organism", "practice")
    return [
        _task(worklist.DO, row, "Préciser")
        if row.state == S.TO_FIX
        else _task(worklist.WAIT, row, "Ouvrir", row.hand)
        for row in rows.order_by("since_at")[:LIMIT]
    ]


@worklist.provider
def reuses_to_read(user):
    if not instructor(user, None):
        return []
    rows = PracticeReuse.objects.filter(state=S.DECLARED).select_related("organism", "practice")
    return [_task(worklist.DO, row, "Relire") for row in rows.order_by("since_at")[:LIMIT]]
