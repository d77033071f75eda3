"""Models: frozen ratings of an audit (BR-31), versions of its report (BR-37)."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from labelling.parties.framework.models import Criterion
from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


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


class Snapshot(models.Model):
    """The ratings of both sides, frozen when the audit starts and when it is validated (BR-31)."""

    class Moment(models.TextChoices):
        PRE = "pre", "avant l’audit"
        POST = "post", "après l’audit"

    mission = models.ForeignKey("labelling.AuditMission", models.PROTECT, related_name="snapshots")
    moment = models.CharField("moment", max_length=4, choices=Moment)
    taken_at = models.DateTimeField(default=clock.now)
    content = models.JSONField()
    digest = models.CharField("empreinte", max_length=64)
    # What the auditor's ratings make on the dossier's framework, in %; null where nothing applies.
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    theme_scores = models.JSONField(
        null=True, encoder=DjangoJSONEncoder
    )  # {code of a theme: its score}

    objects = access.QuerySet.as_manager()
    visibilities = access.through("mission")

    class Meta:
        verbose_name = "instantané"
        constraints = (models.UniqueConstraint(fields=("mission", "moment"), name="snapshot_once"),)

    def __str__(self):
        return f"{self.get_moment_display()}, {self.mission_id}"


class Report(models.Model):
    """A version of the audit report; every version is kept (BR-37)."""

    mission = models.ForeignKey("labelling.AuditMission", models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField("version")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("mission")

    class Meta:
        verbose_name = "rapport d’audit"
        verbose_name_plural = "rapports d’audit"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("mission", "number"), name="report_version_once"),
        )

    def __str__(self):
        return f"Rapport, version {self.number}"
