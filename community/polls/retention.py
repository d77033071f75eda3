"""Retention periods of surveys: names for a year after closing; figures without names are kept."""

from django.db.models import Q

from community.polls.models import Participation, Survey, SurveyAnswer
from portal.retention.registry import MASKED, Keeping, register_keeping


def over(limit):
    """Closed long enough ago and still holding names."""
    named = SurveyAnswer.objects.filter(person__isnull=False).values("survey")
    register = Participation.objects.values("survey")
    return Q(closed_on__lte=limit) & (Q(pk__in=register) | Q(pk__in=named))


def forget_names(survey):
    """Participations are erased; answers are kept for the figures, without their author."""
    SurveyAnswer.objects.filter(survey=survey).update(person=None)
    survey.participations.all().delete()


register_keeping(
    Keeping(
        "survey",
        "Réponses aux enquêtes",
        "que vous avez répondu et quel jour\u00a0; si l’enquête est nominative, vos réponses",
        "la clôture de l’enquête",
        model=Survey,
        over=over,
        deed=forget_names,
        ending=MASKED,
    )
)
