"""Model: question about a practice, its answer, and both organisms' agreement to publish them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices import durations
from observatory.practices.terms import PUBLISHED
from observatory.practices.visibility import office_visibility, organism_visibility
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.ui.states import States
from portal.workflow import Stateful


class PracticeQuestion(Stateful):
    """Asked by a member for their organism; neither side sees an address."""

    class State(States):
        ASKED = "asked", "mail", "info", "Posée"
        ANSWERED = "answered", "mail", "info", "Répondue"
        PUBLISHED = "published", "tile-tick", "ok", "Sur la fiche"
        DECLINED = "declined", "cross", "quiet", "Sans réponse"
        WITHDRAWN = "withdrawn", "cross", "danger", "Retirée"

    reference = models.CharField("référence", max_length=20, unique=True)
    practice = models.ForeignKey(
        "observatory.GoodPractice",
        models.PROTECT,
        related_name="questions",
        verbose_name="pratique",
    )
    organism = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        related_name="practice_questions",
        verbose_name="organisme qui demande",
    )
    asked_by = models.ForeignKey(
        "portal.User", models.PROTECT, related_name="+", verbose_name="posée par"
    )
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.ASKED, editable=False
    )
    text = models.TextField("question", max_length=1500)
    answer = models.TextField("réponse", blank=True)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, related_name="+", verbose_name="répondue par"
    )
    asker_agrees = models.BooleanField("paraître sur la fiche", default=False)
    author_agrees = models.BooleanField("paraître sur la fiche", default=False)
    answered_at = models.DateTimeField("répondue le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que les deux organismes acceptent qu’elle paraisse",
            public=True,
            when=lambda: Q(state="published", practice__state__in=PUBLISHED),
        ),
        organism_visibility("organism", "l’organisme", "parce qu’il pose la question"),
        organism_visibility(
            "practice__organism", "l’organisme de la pratique", "parce que la question est pour lui"
        ),
        *office_visibility("parce qu’il voit ce qui attend une réponse"),
    )

    class Meta:
        verbose_name = "question sur une pratique"
        verbose_name_plural = "questions sur les pratiques"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="question_shown_when_both_agree",
                condition=~Q(state="published") | Q(asker_agrees=True, author_agrees=True),
            ),
            models.CheckConstraint(
                name="question_answered_has_words",
                condition=~Q(state__in=("answered", "published"))
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="question_waiting"),)

    def __str__(self):
        return f"Question sur {self.practice}"

    def get_absolute_url(self):
        return reverse("observatory:question", args=[self.reference])

    def reminder_days(self, code):
        return durations.in_force(code, self.created_at.date()).reminders

    @property
    def age(self):
        """Days since it was asked."""
        return (clock.today() - self.created_at.astimezone(clock.PARIS).date()).days
