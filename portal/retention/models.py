"""Proof of erasure: what ended, how many, under which rule."""

from django.db import models

from portal import access
from portal.access import Visibility
from portal.core import clock


class Erasure(models.Model):
    """BR-93: one batch of the clock, or one decision. It names no one: a count, and references that the portal gave."""

    code = models.SlugField("règle", max_length=30)
    what = models.CharField("objet", max_length=120)
    rule = models.CharField("durée", max_length=160)
    ending = models.CharField("fin", max_length=30)
    count = models.PositiveIntegerField("nombre")
    references = models.JSONField("références", default=list)
    done_on = models.DateField("le", default=clock.today)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le délégué à la protection des données", "parce qu’il en répond", role="dpo"),
        Visibility("le référent label", "parce qu’il anime le label", role="label_referent"),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role="label_deputy"),
        Visibility(
            "l’administration technique", "parce qu’elle tient le portail", role="tech_admin"
        ),
    )

    class Meta:
        verbose_name = "preuve d’effacement"
        verbose_name_plural = "preuves d’effacement"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=models.Q(count__gt=0), name="erasure_of_something"),
        )

    def __str__(self):
        return f"{self.what}, {self.count}"
