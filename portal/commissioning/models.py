"""Model: a backup that was restored on trial, as the technical administration declares it."""

from django.conf import settings
from django.db import models

from portal import access
from portal.access.models import Role
from portal.core import clock


class RestoreTrial(models.Model):
    """A backup that can be restored is one that was: the day, and what was looked at."""

    restored_on = models.DateField("restaurée le")
    checked = models.TextField("ce qui a été vérifié")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField("déclarée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility(
            "l’administration technique", "parce qu’elle garde les sauvegardes", role=Role.TECH
        ),
        access.Visibility(
            "le référent label", "parce qu’il répond de la mise en service", role=Role.REFERENT
        ),
    )

    class Meta:
        verbose_name = "essai de restauration"
        verbose_name_plural = "essais de restauration"
        ordering = ("-restored_on", "-pk")

    def __str__(self):
        return "essai de restauration"
