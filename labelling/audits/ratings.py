"""Rating of a criterion by the auditor of a mission, beside what the organism said."""

from django.db import models
from django.db.models import Q

from labelling.framework.models import Criterion
from portal import access
from portal.core import clock


class AuditRating(models.Model):
    """What the auditor finds on one criterion, beside what the organism said."""

    mission = models.ForeignKey("labelling.AuditMission", models.PROTECT, related_name="ratings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField("cotation", null=True, blank=True)
    is_na = models.BooleanField("sans objet", default=False)
    comment = models.TextField("constat", blank=True)
    rated_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("mission")

    class Meta:
        verbose_name = "cotation de l’auditeur"
        verbose_name_plural = "cotations de l’auditeur"
        ordering = ("criterion__theme__order", "criterion__order")
        constraints = (
            models.UniqueConstraint(fields=("mission", "criterion"), name="audit_rating_once"),
            models.CheckConstraint(
                name="audit_rating_or_na",
                condition=Q(is_na=True, rating__isnull=True) | Q(is_na=False, rating__lte=3),
            ),
        )

    def __str__(self):
        return f"{self.criterion_id}\u00a0: {'sans objet' if self.is_na else self.rating}"

    @property
    def is_given(self):
        """False while only a comment is begun."""
        return self.is_na or self.rating is not None
