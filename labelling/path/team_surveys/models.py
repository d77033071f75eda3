"""Surveys of agents: one-use codes that no name is tied to, counts of answers, nothing of one person's answer."""

from pathlib import Path

from django.db import models
from django.db.models import F, Q

from labelling.path.consultations.keys.models import code_of, digest_of, draw_number
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.core import clock
from portal.core.data_files import read_data
from portal.models import User

FILE = Path(__file__).parents[2] / "data" / "surveys" / "equipes.yaml"
FEWEST = 10  # answers below which nothing is shown
MOST = 300  # codes of one survey: those of one printed batch


def questionnaire():
    """The questions and their possible answers, as they are asked today (« Version de démonstration »)."""
    said = read_data(FILE)
    return {name: said[name] for name in ("notice", "answers", "questions")}


class SurveyQuerySet(access.QuerySet):
    def running(self, day=None):
        return self.filter(closes_on__gte=day or clock.today())


class TeamSurvey(models.Model):
    """What the agents of an organism are asked during a dossier: a second witness, beside tenants'."""

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="team_surveys")
    agents = models.PositiveSmallIntegerField("nombre de codes")
    questionnaire = models.JSONField(default=questionnaire, editable=False)
    seed = models.CharField(max_length=32, default=draw_number, unique=True, editable=False)
    opened_on = models.DateField("ouverte le", default=clock.today, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    closes_on = models.DateField("dernier jour")
    answered = models.PositiveSmallIntegerField("réponses", default=0, editable=False)

    objects = SurveyQuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "enquête auprès des équipes"
        verbose_name_plural = "enquêtes auprès des équipes"
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="team_survey_dates_in_order", condition=Q(closes_on__gt=F("opened_on"))
            ),
            models.CheckConstraint(
                name="team_survey_one_answer_a_code", condition=Q(answered__lte=F("agents"))
            ),
        )

    def __str__(self):
        return f"{self.dossier.organism}, équipes"

    @property
    def is_running(self):
        return self.closes_on >= clock.today()

    @property
    def is_read(self):
        """Whether its counts are shown: it has ended (no difference tells an answer), with enough."""
        return not self.is_running and self.answered >= FEWEST

    @property
    def lacks(self):
        return max(FEWEST - self.answered, 0)

    def codes_in_order(self):
        """The codes of its batch, the same each time it is printed, whether used or not."""
        return [
            code_of("labelling.team_surveys.code", f"{self.seed}.{rank}")
            for rank in range(self.agents)
        ]

    def results(self):
        """[{label, counts}] a question, its counts (answer, how many) in order; empty while nothing may be read."""
        if not self.is_read:
            return []
        told = {(one.question, one.answer): one.many for one in self.counts.all()}
        answers = [(one["code"], one["label"]) for one in self.questionnaire["answers"]]
        return [
            {
                "label": one["label"],
                "counts": [(label, told.get((one["code"], code), 0)) for code, label in answers],
            }
            for one in self.questionnaire["questions"]
        ]


class SurveyCode(models.Model):
    """A one-use code, as its digest. Neither when it was used nor what was answered with it is kept."""

    survey = models.ForeignKey(TeamSurvey, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    is_used = models.BooleanField("utilisé", default=False, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "code d’une enquête"
        verbose_name_plural = "codes d’enquêtes"

    def __str__(self):
        return f"code {self.pk}"


class AnswerCount(models.Model):
    """How many gave an answer to a question."""

    survey = models.ForeignKey(TeamSurvey, models.CASCADE, related_name="counts")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    many = models.PositiveSmallIntegerField("réponses", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # read by the results of its survey alone

    class Meta:
        verbose_name = "compte de réponses"
        verbose_name_plural = "comptes de réponses"
        constraints = (
            models.UniqueConstraint(
                fields=("survey", "question", "answer"), name="answer_count_once"
            ),
        )

    def __str__(self):
        return f"{self.question}, {self.answer}"


def find_code(typed):
    """The code of a survey that runs, not used yet; None otherwise, whatever the reason."""
    rows = SurveyCode.objects.select_related("survey__dossier__organism")
    running = TeamSurvey.objects.running()
    return rows.filter(digest=digest_of(typed or ""), is_used=False, survey__in=running).first()
