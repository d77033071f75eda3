"""How long the names of a survey are kept: a year after its closing; its figures stay, without them."""

from django.db.models import Q

from community.polls.models import Participation, Survey, SurveyAnswer
from portal.retention.register import MASKED, Keeping, register_keeping


def over(limit):
    """Closed long enough ago, and still holding somebody's name."""
    named = SurveyAnswer.objects.filter(person__isnull=False).values("survey")
    register = Participation.objects.values("survey")
    return Q(closed_on__lte=limit) & (Q(pk__in=register) | Q(pk__in=named))


def forget_names(survey):
    """The register goes; the answers stay for the figures, of nobody."""
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
