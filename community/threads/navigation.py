"""Threads in a space: its tab, its figures, its weekly writings."""

from datetime import timedelta
from statistics import median

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from community.spaces import figures, tabs
from community.spaces.figures import register_counts, register_delays, register_writings
from community.threads.models import Thread, ThreadMessage
from portal.core import clock

LATE = 7  # days without an answer
FIRST_ANSWER = "first_answer"
MEASURED = 90  # days: the questions of which the first answer is timed


@register_counts
def counted(space, _crowd):
    """Hidden questions are not counted."""
    rows = Thread.objects.filter(space=space, is_hidden=False)
    late = Q(answers_count=0, state="open", created_at__lt=clock.now() - timedelta(days=LATE))
    return {
        "questions": (rows, Count("pk")),
        "answers": (rows, Sum("answers_count")),
        "late_questions": (rows.filter(late), Count("pk")),
    }


def list_figures(space, known):
    yield figures.Figure("Questions", known["questions"], is_main=True)
    yield figures.Figure("Réponses", known["answers"], is_main=True)
    note = "ouvertes, à relancer"
    yield figures.Figure(f"Sans réponse depuis {LATE} jours", known["late_questions"], note)
    hours = known.delays.get(FIRST_ANSWER)
    value = round(median(hours)) if hours else "sans mesure"
    note = f"médiane des questions posées depuis {MEASURED} jours"
    yield figures.Figure("Heures avant la première réponse", value, note)


def first_answers(space):
    """From each question to its first visible answer by somebody else."""
    answers = ThreadMessage.objects.filter(thread=OuterRef("pk"), number__gt=1, state="shown")
    answers = answers.exclude(author=OuterRef("author")).order_by("number")
    since = clock.now() - timedelta(days=MEASURED)
    rows = Thread.objects.filter(space=space, is_hidden=False, created_at__gte=since)
    rows = rows.annotate(first_at=Subquery(answers.values("created_at")[:1]))
    return rows.filter(first_at__isnull=False), "created_at", "first_at"


def written(space):
    return ThreadMessage.objects.filter(thread__space=space, state="shown")


tabs.register_tab(tabs.Tab("Questions", "community:threads", order=20))
figures.register_figure(list_figures, order=12)
register_delays(FIRST_ANSWER, first_answers)
register_writings(written, "created_at")
