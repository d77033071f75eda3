"""Model: submission of a practice, kept as it was reviewed, with the two reviewers' answers."""

from django.db import models

from observatory.practices.terms import Reason
from observatory.practices.visibility import dircom, office, own
from portal import access
from portal.core import clock


class PracticeReview(models.Model):
    """One submission and its two answers. `content` names nobody: a name is removed when its consent ends (BR-86)."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "en attente"
        VALIDATED = "validated", "validée"
        PUBLISHED = "published", "publiée"
        RETURNED = "returned", "à reprendre"
        REJECTED = "rejected", "non retenue"
        CLOSED = "closed", "close sans suite"

    practice = models.ForeignKey(
        "observatory.GoodPractice", models.CASCADE, related_name="reviews", verbose_name="pratique"
    )
    number = models.PositiveSmallIntegerField("lecture")
    submitted_at = models.DateTimeField("proposée le", default=clock.now)
    submitted_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    content = models.JSONField("texte proposé", default=dict)
    outcome = models.CharField("issue", max_length=10, choices=Outcome, default=Outcome.WAITING)
    reasons = models.JSONField("motifs", default=list)
    note = models.TextField("mot de la relecture", blank=True)
    reader = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField("lue le", null=True)
    second_reader = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+")
    second_read_at = models.DateTimeField("relue le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = (own("practice__"), *office(), dircom())

    class Meta:
        verbose_name = "lecture d’une pratique"
        verbose_name_plural = "lectures des pratiques"
        ordering = ("practice", "-number")
        constraints = (
            models.UniqueConstraint(fields=("practice", "number"), name="practice_review_once"),
        )
        indexes = (models.Index(fields=("-read_at",), name="practice_review_latest"),)

    def __str__(self):
        return f"Lecture {self.number}, {self.get_outcome_display()}"

    @property
    def reason_labels(self):
        known = dict(Reason.choices)
        return [known[code] for code in self.reasons if code in known]
