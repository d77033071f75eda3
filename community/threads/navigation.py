"""The questions among the parts of a space: their tab, their figures, what is written each week."""

from datetime import timedelta
from statistics import median

from django.db.models import IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from community.models import Thread, ThreadMessage
from community.spaces import figures, tabs
from community.spaces.facts import add_facts, many
from portal import clock

LATE = 7  # days without an answer
MEASURED = 90  # days: the questions of which the first answer is timed


@add_facts
def counted(user, space):
    """Hidden questions count for nothing."""
    rows = Thread.objects.filter(space=space, is_hidden=False)
    answers = rows.order_by().values("space").annotate(many=Sum("answers_count")).values("many")
    late = Q(answers_count=0, state="open", created_at__lt=clock.now() - timedelta(days=LATE))
    return {
        "questions": many(rows),
        "answers": Coalesce(Subquery(answers, output_field=IntegerField()), 0),
        "late_questions": many(rows.filter(late)),
    }


def shown(space, known):
    yield figures.Figure("Questions", known["questions"], is_main=True)
    yield figures.Figure("Réponses", known["answers"], is_main=True)
    note = "ouvertes, à relancer"
    yield figures.Figure(f"Sans réponse depuis {LATE} jours", known["late_questions"], note)


def timed(space):
    """The half of the questions of the last months got their first answer within so many hours."""
    hours = first_answers(space)
    value = round(median(hours)) if hours else "sans mesure"
    note = f"médiane des questions posées depuis {MEASURED} jours"
    yield figures.Figure("Heures avant la première réponse", value, note)


def first_answers(space):
    """Hours from each question to its first visible answer by somebody else, where there is one."""
    answers = ThreadMessage.objects.filter(thread=OuterRef("pk"), number__gt=1, state="shown")
    answers = answers.exclude(author=OuterRef("author")).order_by("number")
    since = clock.now() - timedelta(days=MEASURED)
    rows = Thread.objects.filter(space=space, is_hidden=False, created_at__gte=since)
    rows = rows.annotate(first_at=Subquery(answers.values("created_at")[:1]))
    rows = rows.filter(first_at__isnull=False).values_list("created_at", "first_at")
    return [(first - asked).total_seconds() / 3600 for asked, first in rows]


def written(space, since):
    rows = ThreadMessage.objects.filter(thread__space=space, state="shown", created_at__gte=since)
    return rows.values_list("created_at", flat=True)


tabs.add(tabs.Tab("Questions", "community:threads", order=20))
figures.add(shown, order=12)
figures.add_measure(timed)
figures.add_writings(written)
