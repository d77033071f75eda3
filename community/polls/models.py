"""Models: survey, its questions, who has answered, and the answers, named or counted without any name."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.polls.visibility import NAMED, SURVEY
from portal import access
from portal.core import clock
from portal.ui.states import States
from portal.web import questionnaire
from portal.workflow import Stateful

OPENED = ("open", "closed", "published")


class Survey(Stateful):
    """Anonymity and who answers (people or organisms) are chosen at opening and cannot change."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "En préparation"
        OPEN = "open", "flag", "warn", "Ouverte"
        CLOSED = "closed", "box", "quiet", "Close"
        PUBLISHED = "published", "tile-tick", "ok", "Résultats publiés"
        CANCELLED = "cancelled", "cross", "quiet", "Abandonnée"

    class Per(models.TextChoices):
        PERSON = "person", "une réponse par personne"
        ORGANISM = "organism", "une réponse par organisme"

    reference = models.CharField("référence", max_length=20, unique=True)
    space = models.ForeignKey("community.Space", models.PROTECT, related_name="surveys")
    title = models.CharField("titre", max_length=160)
    intro = models.TextField("présentation", blank=True)
    is_poll = models.BooleanField("sondage d’une question", default=False, editable=False)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    is_anonymous = models.BooleanField("anonyme", null=True, editable=False)
    per = models.CharField("on répond", max_length=8, choices=Per, blank=True, editable=False)
    opened_on = models.DateField("ouverte le", null=True, editable=False)
    closes_on = models.DateField("dernier jour", null=True, editable=False)
    closed_on = models.DateField("close le", null=True, editable=False)
    population = models.PositiveIntegerField("interrogés", null=True, editable=False)
    made_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+", editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = SURVEY

    class Meta:
        verbose_name = "enquête"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="survey_open_says_how",
                condition=~Q(state__in=OPENED)
                | Q(is_anonymous__isnull=False, opened_on__isnull=False, closes_on__isnull=False)
                & ~Q(per=""),
            ),
            models.CheckConstraint(
                name="survey_closes_after_opening",
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opened_on")),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("community:survey", args=[self.space.slug, self.reference])

    @property
    def is_ended(self):
        return self.state in (self.State.CLOSED, self.State.PUBLISHED)

    @property
    def asked(self):
        """Its questions, for the questionnaire engine."""
        return [one.asked for one in self.questions.all()]


class SurveyQuestion(models.Model):
    """Frozen once the survey opens, by a trigger as by the pages."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField("rang")
    kind = models.CharField("type", max_length=8, choices=questionnaire.KINDS)
    label = models.CharField("question", max_length=250)
    help = models.CharField("aide", max_length=300, blank=True)
    is_required = models.BooleanField("réponse obligatoire", default=True)
    options = models.JSONField("réponses proposées", default=list, blank=True)
    is_satisfaction = models.BooleanField(
        "mesure la satisfaction des organismes", default=False, db_default=False, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = access.through("survey")

    class Meta:
        verbose_name = "question d’une enquête"
        verbose_name_plural = "questions des enquêtes"
        ordering = ("survey", "order")
        constraints = (
            models.UniqueConstraint(fields=("survey", "order"), name="survey_question_order"),
            models.UniqueConstraint(
                fields=("survey",),
                condition=Q(is_satisfaction=True),
                name="survey_one_satisfaction_question",
            ),
            models.CheckConstraint(
                name="survey_satisfaction_is_a_scale",
                condition=Q(is_satisfaction=False) | Q(kind=questionnaire.SCALE),
            ),
        )

    def __str__(self):
        return self.label

    @property
    def key(self):
        return f"q{self.pk}"

    @property
    def asked(self):
        facts = (self.key, self.kind, self.label, self.help, self.is_required)
        return questionnaire.Asked(*facts, tuple(self.options))


class Participation(models.Model):
    """Who has answered and on which day; leads to no answer of an anonymous survey.

    Its key is drawn at random: rows tell no order.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="participations")
    person = models.ForeignKey("portal.User", models.CASCADE, null=True, related_name="+")
    organism = models.ForeignKey("labelling.Organism", models.CASCADE, null=True, related_name="+")
    on = models.DateField("le", default=clock.today)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # read by the guard of a second answer and by the reminder alone

    class Meta:
        verbose_name = "participation à une enquête"
        verbose_name_plural = "participations aux enquêtes"
        constraints = (
            models.UniqueConstraint(fields=("survey", "person"), name="survey_once_a_person"),
            models.UniqueConstraint(fields=("survey", "organism"), name="survey_once_an_organism"),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(organism=None), name="survey_one_voice"
            ),
        )

    def __str__(self):
        return f"participation à {self.survey_id}"


class SurveyAnswer(models.Model):
    """A named answer; a trigger refuses one for an anonymous survey."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    participation = models.OneToOneField(
        Participation, models.SET_NULL, null=True, related_name="answer"
    )
    person = models.ForeignKey("portal.User", models.SET_NULL, null=True, related_name="+")
    organism = models.ForeignKey("labelling.Organism", models.SET_NULL, null=True, related_name="+")
    values = models.JSONField("réponses")
    answered_at = models.DateTimeField("le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = NAMED

    class Meta:
        verbose_name = "réponse à une enquête"
        verbose_name_plural = "réponses aux enquêtes"
        ordering = ("pk",)

    def __str__(self):
        return f"réponse à {self.survey_id}"


class SurveyTally(models.Model):
    """Counts and unordered texts of a question in an anonymous survey.

    No answer remains as such: what one person said to two questions is nowhere together.
    """

    question = models.OneToOneField(SurveyQuestion, models.CASCADE, related_name="tally")
    answered = models.PositiveIntegerField("réponses", default=0)
    counts = models.JSONField("comptes", default=dict)
    texts = models.JSONField("textes", default=list)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # read by the results alone, which hide small groups

    class Meta:
        verbose_name = "dépouillement d’une question"
        verbose_name_plural = "dépouillements"

    def __str__(self):
        return f"dépouillement de {self.question_id}"


class SurveyDraft(models.Model):
    """An unsent answer to a named survey; none is kept of an anonymous one."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="drafts")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="+")
    values = models.JSONField("réponses", default=dict)
    saved_at = models.DateTimeField("enregistré le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility("la personne", "parce que c’est son brouillon", path="person"),
    )

    class Meta:
        verbose_name = "réponse commencée"
        verbose_name_plural = "réponses commencées"
        constraints = (
            models.UniqueConstraint(fields=("survey", "person"), name="survey_draft_once"),
        )

    def __str__(self):
        return f"brouillon de {self.survey_id}"
