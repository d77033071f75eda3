"""Complements that the référent asks of an organism, with their reason and the answer (BR-15)."""

from django.db import models

from portal import access
from portal.core import clock
from portal.models import User


class ComplementQuerySet(access.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None, withdrawn_at=None)


class ComplementRequest(models.Model):
    """What the référent asks an organism to add, why, and the answer (BR-15)."""

    dossier = models.ForeignKey(
        "labelling.LabelDossier", models.PROTECT, related_name="complements"
    )
    piece_code = models.CharField("pièce concernée", max_length=40, blank=True)
    reason = models.TextField("demande et motif")
    due_on = models.DateField("pour le")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField("réponse", blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, editable=False)

    objects = ComplementQuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "demande de complément"
        ordering = ("asked_at", "pk")

    def __str__(self):
        return self.reason[:80]

    @property
    def is_waiting(self):
        return self.answered_at is None and self.withdrawn_at is None
