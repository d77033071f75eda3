"""Page contexts of questions, and those shown on a practice."""

from django.db.models import Case, Q, When

from labelling.public import instructor, memberships
from observatory.practices import durations
from observatory.questions.models import PracticeQuestion
from observatory.questions.rules import may_ask
from portal.access import who_sees
from portal.workflow import audit_log

ROWS = PracticeQuestion.objects.select_related(
    "practice__organism", "organism", "asked_by", "answered_by"
)
FIRST = Case(When(state="asked", then=0), default=1)
MOST = 12  # questions told on a sheet


def questions_of(practice, user):
    rows = practice.questions.filter(state="published").select_related("organism")[:MOST]
    return {
        "questions": list(rows),
        "may_ask": not user.is_authenticated or may_ask(user, practice),
    }


def followed(user):
    """Questions asked or received by one's organisms, or all for the office: waiting first, oldest first."""
    rows = ROWS.exclude(pk__in=()).visible_to(user)
    if not instructor(user, None):
        mine = list(memberships(user))
        rows = rows.filter(Q(organism__in=mine) | Q(practice__organism__in=mine))
    return rows.order_by(FIRST, "created_at", "pk")


def question_page(question, user):
    return {
        "question": question,
        "offers": [o for o in question.workflow.offers(question, user) if _has_sense(o, user)],
        "delay": durations.in_force("question", question.created_at.date()),
        "entries": audit_log.entries_of(question)[:20],
        "seen": who_sees(question),
    }


def _has_sense(offer, user):
    """« Accepter de paraître » is offered to the side that has not; publication follows by itself."""
    question, name = offer.thing, offer.transition.name
    if name == "publish":
        return offer.is_open
    if name != "agree":
        return True
    mine = memberships(user)
    left = []
    if not question.asker_agrees:
        left.append(question.organism_id)
    if not question.author_agrees:
        left.append(question.practice.organism_id)
    return any(pk in mine for pk in left)
