"""Merger: an organism has absorbed another (BR-05); inserted once, never rewritten."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.organisms.models import Organism
from labelling.organisms.readers import OFFICE, people_of
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role, User
from portal.ui import words


class Merger(models.Model):
    """`act` names the deed or the decision by which it was done, as the référent read it."""

    absorbed = models.OneToOneField(
        Organism, models.PROTECT, related_name="absorption", verbose_name="organisme absorbé"
    )
    absorbing = models.ForeignKey(
        Organism, models.PROTECT, related_name="absorptions", verbose_name="organisme absorbant"
    )
    effective_on = models.DateField("date d’effet")
    act = models.CharField("acte", max_length=200)
    reason = models.TextField("motif")
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="enregistrée par"
    )
    registered_at = models.DateTimeField("enregistrée le", default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        people_of("absorbed", "l’organisme absorbé"),
        people_of("absorbing", "l’organisme absorbant", "parce qu’il l’absorbe"),
        *OFFICE,
        Visibility(
            "le secrétariat du comité", "parce que le comité examine le label", role=Role.SECRETARY
        ),
    )

    class Meta:
        verbose_name = "absorption"
        ordering = ("-effective_on", "-pk")
        constraints = (
            models.CheckConstraint(name="merger_of_two", condition=~Q(absorbed=F("absorbing"))),
        )

    def __str__(self):
        return f"Absorption {words.of(self.absorbed)} par {self.absorbing}"

    def get_absolute_url(self):
        return reverse("labelling:organism_merger", args=[self.absorbed.slug])
