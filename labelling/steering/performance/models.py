"""Reading of the performance of the label, made each morning by the worker."""

from django.db import models
from django.db.models import Q

from labelling.parties.organisms.rules import deputy, referent
from labelling.steering.figures.visibility import sums_alone
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

WHY = "parce qu’il pilote le label"


class PerformanceReading(models.Model):
    """A part of the last reading: its figures by year, its scores, the ratings of its auditors, or its sums alone."""

    class Part(models.TextChoices):
        FIGURES = "figures", "les chiffres des éléments"
        SCORES = "scores", "les scores et les critères"
        AUDITORS = "auditors", "les cotations des auditeurs"
        SHARED = "shared", "les sommes, sans le détail d’aucun organisme"

    part = models.CharField("partie", max_length=10, choices=Part, unique=True)
    taken_at = models.DateTimeField("relevée le", default=clock.now)
    taken_on = models.DateField("au", default=clock.today)
    content = models.JSONField("contenu")

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(referent.label, WHY, role=Role.REFERENT),
        Visibility(deputy.label, WHY, role=Role.DEPUTY),
        *sums_alone(when=lambda: Q(part="shared")),
    )

    class Meta:
        verbose_name = "relevé de performance"
        verbose_name_plural = "relevés de performance"

    def __str__(self):
        return f"{self.get_part_display()}, {self.taken_on:%d/%m/%Y}"
