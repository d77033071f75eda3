"""Actions of a review: keep a submission as it is, record reviewers' answers, in the transition's transaction."""

from observatory.practices.review.models import PracticeReview
from observatory.practices.terms import Reason
from observatory.practices.versions import snapshot
from portal.core import clock

O = PracticeReview.Outcome  # noqa: E741 -- as S for the states


def begin(practice, by):
    """Record a submission, numbered from 1."""
    number = practice.reviews.count() + 1
    PracticeReview.objects.create(
        practice=practice, number=number, submitted_by=by, content=snapshot(practice)
    )


def latest(practice):
    return practice.reviews.order_by("-number").first()


def first_answer(practice, by, outcome, *, reasons=(), note=""):
    """Answer of the first reviewer."""
    facts = {"outcome": outcome, "reader": by, "read_at": clock.now()}
    return _answer(practice, facts | {"reasons": list(reasons), "note": note})


def second_answer(practice, by, outcome, *, reasons=(), note=""):
    """Answer of the second reviewer: published, or returned."""
    facts = {"outcome": outcome, "second_reader": by, "second_read_at": clock.now()}
    return _answer(practice, facts | {"reasons": list(reasons), "note": note})


def close(practice):
    """Withdrawn before an answer: the open submissions are closed."""
    waiting = practice.reviews.filter(outcome__in=(O.WAITING, O.VALIDATED))
    waiting.update(outcome=O.CLOSED)


def _answer(practice, facts):
    """Returns the reasons in words, for the audit log."""
    if (review := latest(practice)) is None:
        return {}
    for name, value in facts.items():
        setattr(review, name, value)
    review.save()
    known = dict(Reason.choices)
    chosen = [known[code] for code in facts.get("reasons", ()) if code in known]
    return {"reasons": chosen} if chosen else {}
