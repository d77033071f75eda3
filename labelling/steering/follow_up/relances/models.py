"""Handings: the dossiers of several organisms given to one person at once, told in one mail, undone until it leaves."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.access import Visibility
from portal.core import clock
from portal.models import Assignment, User
from portal.ui import words

WHY = "parce que le travail de la fonction se partage"


class HandingQuerySet(access.QuerySet):
    def waiting(self):
        """Whose mail has not left, and which nobody has undone."""
        return self.filter(left_at=None, cancelled_at=None)


class Handing(models.Model):
    reference = models.CharField("référence", max_length=20, unique=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="confié à")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="confié par")
    made_at = models.DateTimeField("confié le", default=clock.now, editable=False)
    leaves_at = models.DateTimeField("le courriel part le", editable=False)
    left_at = models.DateTimeField("le courriel est parti le", null=True, editable=False)
    cancelled_at = models.DateTimeField("annulé le", null=True, editable=False)

    objects = HandingQuerySet.as_manager()
    visibilities = tuple(Visibility(role.label, WHY, role=role) for role in LABEL_OFFICE)

    class Meta:
        verbose_name = "dossiers confiés ensemble"
        verbose_name_plural = "dossiers confiés ensemble"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(cancelled_at=None), name="handing_undone_or_gone"
            ),
        )

    def __str__(self):
        return f"Dossiers confiés {words.to(self.person)}"

    def get_absolute_url(self):
        return reverse("labelling:handing", args=[self.reference])

    @property
    def is_own(self):
        """Taken by who gave: no mail tells it."""
        return self.person_id == self.by_id

    @property
    def is_waiting(self):
        return self.left_at is None and self.cancelled_at is None


class HandingLine(models.Model):
    """A dossier of a handing: what gave it, and who had it `before`."""

    handing = models.ForeignKey(
        Handing, models.CASCADE, related_name="lines", verbose_name="dossiers confiés ensemble"
    )
    dossier = models.ForeignKey(
        LabelDossier, models.PROTECT, related_name="+", verbose_name="dossier"
    )
    given = models.OneToOneField(
        Assignment, models.CASCADE, related_name="+", verbose_name="prise en charge"
    )
    before = models.ForeignKey(
        Assignment, models.SET_NULL, null=True, related_name="+", verbose_name="celle d’avant"
    )

    objects = access.QuerySet.as_manager()
    visibilities = access.through("handing")

    class Meta:
        verbose_name = "dossier confié"
        verbose_name_plural = "dossiers confiés"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("handing", "dossier"), name="handing_dossier_once"),
        )

    def __str__(self):
        return str(self.dossier)
