"""Evaluation of an auditor after a mission, by the organism or by the office: ratings of 1 to 4, a comment."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.committee.rules import ChairVisibility
from labelling.parties.organisms.affiliations import acting, memberships
from labelling.path.audits.models import AuditMission
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

LOWEST, HIGHEST = 1, 4
HUNDREDTH = Decimal("0.01")


def mean_of(values):
    """With two decimals, half up."""
    return (Decimal(sum(values)) / len(values)).quantize(HUNDREDTH, ROUND_HALF_UP)


class AuditorEvaluation(models.Model):
    """Given once a mission by each side, never changed; its auditor reads averages alone, never a row."""

    class Side(models.TextChoices):
        ORGANISM = "organism", "l’organisme"
        OFFICE = "office", "le bureau du label"

    mission = models.ForeignKey(AuditMission, models.PROTECT, related_name="evaluations")
    side = models.CharField("donnée par", max_length=8, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_on = models.DateField("donnée le", default=clock.today)
    grid = models.CharField("grille d’évaluation", max_length=20)
    ratings = models.JSONField("cotations")  # {criterion: 1 to 4}
    mean = models.DecimalField("moyenne", max_digits=3, decimal_places=2)
    comment = models.TextField("commentaire", blank=True, max_length=2000)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est son évaluation",
            path="mission__dossier__organism__memberships__user",
            where=lambda: acting("mission__dossier__organism__memberships__"),
            when=lambda: Q(side="organism"),
            ties=memberships,
            by="mission__dossier__organism",
        ),
        Visibility("le référent label", "parce qu’il anime les auditeurs", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
        Visibility(
            "le secrétariat du comité", "parce qu’il prépare les agréments", role=Role.SECRETARY
        ),
        ChairVisibility("la présidence du comité", "parce que le comité valide les agréments"),
    )

    class Meta:
        verbose_name = "évaluation d’un auditeur"
        verbose_name_plural = "évaluations des auditeurs"
        ordering = ("-given_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("mission", "side"), name="evaluation_once_a_side"),
            models.CheckConstraint(
                name="evaluation_of_one_to_four",
                condition=Q(mean__gte=LOWEST, mean__lte=HIGHEST),
            ),
        )

    def __str__(self):
        return f"évaluation de {self.mission.reference} par {self.get_side_display()}"

    def get_absolute_url(self):
        return reverse("labelling:evaluations_of", args=[self.mission.auditor.slug])
