"""Merger: an organism has absorbed another (BR-05); inserted once, never rewritten."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.organisms.affiliations import memberships
from labelling.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role, User
from portal.ui import words


def _people(side, label, reason):
    return Visibility(
        label,
        reason,
        path=f"{side}__memberships__user",
        where=lambda: Q(**{f"{side}__memberships__is_active": True}),
        ties=memberships,
        by=side,
    )


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
        _people("absorbed", "l’organisme absorbé", "parce que c’est le sien"),
        _people("absorbing", "l’organisme absorbant", "parce qu’il l’absorbe"),
        Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
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
