"""Answers of organisms to representatives of tenants: what was said, answered, how soon, and what was contested.

A word that only confirms asks for no answer. « Cela ne répond pas » undoes an answer until the next one.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from labelling.path.consultations.models import Consultation, Reply, TenantWord
from labelling.path.dossiers import stages
from portal.core import clock, working_days
from portal.figures import Measure, measured_amounts, rounded

MONTHS = 36  # of what is told of one organism: a cycle of the label
FEWEST = 3  # bodies from which it is told in public, so that no body is told by a percentage
S = Consultation.State
ANSWERED = (S.ANSWERED, S.CONTEST_ANSWERED, S.SETTLED)


@dataclass(frozen=True)
class Spoken:
    """One word of a body: the day it was given, the answer that stands and the day it was promised for."""

    pk: int
    organism: int
    body: int
    day: date
    is_contest: bool
    needs_answer: bool
    answered_on: date | None
    promised_on: date | None

    @property
    def days(self):
        return max((self.answered_on - self.day).days, 0)

    @property
    def is_owed(self):
        """Whether it counts among what should be answered: it is, or the promised day has passed."""
        return bool(self.answered_on or (self.promised_on and self.promised_on < clock.today()))


def spoken(**filters):
    """The words of bodies, by day, in two queries; those of a code that the organism handed over are its own."""
    rows = Consultation.objects.filter(
        word__isnull=False, is_brought_by_organism=False, **filters
    ).select_related("word", "dossier")
    replies = Prefetch("replies", Reply.objects.order_by("pk"))
    rows = rows.prefetch_related(replies).order_by("word_given_at", "pk")
    return [_told(one) for one in rows]


def _told(one):
    last = next(reversed(one.replies.all()), None) if one.state in ANSWERED else None
    return Spoken(
        one.pk,
        one.dossier.organism_id,
        one.body_id,
        stages.day_of(one.word_given_at),
        one.word.stance == TenantWord.Stance.CONTESTS,
        one.state != S.CONFIRMED,
        last and last.given_on,
        last.promised_on if last else one.answer_promised_on,
    )


@dataclass(frozen=True)
class Answers:
    """Of one organism over its last cycle; shares in percent, delay in days, None where nothing can be told."""

    bodies: int
    words: int
    answered: object
    days: object
    contested: object
    since: date


def answers_of(organism, *, fewest=1):
    """What is told of its answers over the last 36 months, or None under so many bodies heard."""
    since = working_days.add_months(clock.today(), -MONTHS)
    words = spoken(dossier__organism=organism, word_given_at__date__gte=since)
    bodies = {one.body for one in words}
    if len(bodies) < fewest:
        return None
    owed = [one for one in words if one.needs_answer and one.is_owed]
    return Answers(
        len(bodies),
        len(words),
        _share(one.answered_on is not None for one in owed),
        rounded(measured_amounts(Measure.MEDIAN, [one.days for one in owed if one.answered_on])),
        _share(one.is_contest for one in words),
        since,
    )


def _share(told):
    return rounded(measured_amounts(Measure.SHARE, told))


def public_answers(organism):
    """The same to everybody, where the organism accepts and three bodies were heard; else None."""
    return answers_of(organism, fewest=FEWEST) if organism.shows_answers else None
