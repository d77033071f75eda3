"""Tasks of questions on a member's home: to answer; for the référent, those that wait too long."""

from labelling.public import instructor, memberships
from observatory.questions.models import PracticeQuestion
from portal.core import clock
from portal.web import worklist

LIMIT = 20


def _task(where, row, button, hand="vous"):
    context = f"Question de {row.organism}, depuis {row.age} jours"
    return worklist.Task(
        where, str(row.practice), context, row.get_absolute_url(), hand, row.due_on, button
    )


def _waiting():
    rows = PracticeQuestion.objects.filter(state="asked").select_related("practice", "organism")
    return rows.order_by("due_on", "pk")


@worklist.provider
def own_questions(user):
    mine = memberships(user)
    if not mine:
        return []
    asked = _waiting().filter(practice__organism__in=mine)[:LIMIT]
    waits = _waiting().filter(organism__in=mine)[:LIMIT]
    return [
        *(_task(worklist.DO, row, "Répondre") for row in asked),
        *(_task(worklist.WAIT, row, "Ouvrir", row.hand) for row in waits),
    ]


@worklist.provider
def late_questions(user):
    if not instructor(user, None):
        return []
    rows = _waiting().filter(due_on__lt=clock.today())[:LIMIT]
    return [_task(worklist.WATCH, row, "Ouvrir", row.hand) for row in rows]
