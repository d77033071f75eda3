"""Self-assessment (auto-évaluation) of a dossier on the criteria of its framework."""

from django.db import models
from django.db.models import Q

from labelling.parties.framework.models import Criterion
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


class CriterionAnswer(models.Model):
    """What the organism says of one criterion: a rating 0 to 3, or N/A with its reason (BR-11)."""

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField("cotation", null=True, blank=True)
    is_na = models.BooleanField("sans objet", default=False)
    na_reason = models.TextField("motif du sans objet", blank=True)
    comment = models.TextField("ce que nous faisons", blank=True)
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "réponse sur un critère"
        verbose_name_plural = "réponses sur les critères"
        ordering = ("criterion__theme__order", "criterion__order")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "criterion"), name="answer_once"),
            models.CheckConstraint(
                name="answer_rating_or_na",
                condition=Q(is_na=True, rating__isnull=True)
                | Q(is_na=False, rating__isnull=True)
                | Q(is_na=False, rating__lte=3),
            ),
        )

    def __str__(self):
        return f"{self.criterion_id}\u00a0: {'sans objet' if self.is_na else self.rating}"


class Evidence(models.Model):
    """A file that proves an answer."""

    answer = models.ForeignKey(CriterionAnswer, models.PROTECT, related_name="evidence")
    title = models.CharField("intitulé", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("answer")

    class Meta:
        verbose_name = "preuve"
        ordering = ("added_at",)

    def __str__(self):
        return self.title
