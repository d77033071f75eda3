"""Tasks of questions on a member's home: to answer; for the référent, those that wait too long."""

from labelling.public import instructor, memberships
from observatory.questions.models import PracticeQuestion
from portal.core import clock
from portal.ui import words
from portal.web import worklist

LIMIT = 20


def _task(where, row, button, hand="vous"):
    context = f"Question {words.of(row.organism)}, depuis {row.age} jours"
    return worklist.Task(
        where, str(row.practice), context, row.get_absolute_url(), hand, row.due_on, button
    )


def _waiting():
    return PracticeQuestion.objects.filter(state="asked").order_by("due_on", "pk")


def _asked(_user, row):
    return _task(worklist.DO, row, "Répondre")


@worklist.source("organism", "practice", tell=_asked)
def own_questions(user):
    mine = memberships(user)
    return _waiting().filter(practice__organism__in=mine) if mine else None


def _sent(_user, row):
    return _task(worklist.WAIT, row, "Ouvrir", row.hand)


@worklist.source("organism", "practice", tell=_sent)
def sent_questions(user):
    mine = memberships(user)
    return _waiting().filter(organism__in=mine) if mine else None


def _late(_user, row):
    return _task(worklist.WATCH, row, "Ouvrir", row.hand)


@worklist.source("organism", "practice", tell=_late, most=LIMIT)
def late_questions(user):
    return _waiting().filter(due_on__lt=clock.today()) if instructor(user, None) else None
