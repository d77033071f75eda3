"""Complements that the référent asks of an organism, with their reason and the answer (BR-15)."""

from django.db import models
from django.db.models import Q

from labelling.parties.framework.kinds import Involvement
from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


class TenantInvolvement(models.Model):
    """Proof that tenants' representatives were informed or heard at a stage (BR-14). No names."""

    Kind = Involvement

    dossier = models.ForeignKey(
        "labelling.LabelDossier", models.PROTECT, related_name="tenant_involvements"
    )
    stage = models.CharField("étape", max_length=40)
    kind = models.CharField("nature", max_length=12, choices=Kind)
    body = models.CharField("instance", max_length=200)
    held_on = models.DateField("date")
    attendees = models.PositiveIntegerField("nombre de présents")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")

    class Meta:
        verbose_name = "association des représentants de locataires"
        ordering = ("-held_on",)
        constraints = (models.CheckConstraint(name="tenants_came", condition=Q(attendees__gte=1)),)

    def __str__(self):
        return f"{self.get_kind_display()}, {self.body}"


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
