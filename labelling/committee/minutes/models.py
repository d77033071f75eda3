"""Model: addendum to approved minutes (BR-59), whose text never changes."""

import hashlib

from django.db import models
from django.db.models import Q

from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User


class MinutesAddendum(models.Model):
    """A correction, dated, written by the secretariat and approved by the président; then it stays."""

    session = models.ForeignKey(
        "labelling.CommitteeSession", models.PROTECT, related_name="addenda", verbose_name="séance"
    )
    number = models.PositiveSmallIntegerField("numéro")
    text = models.TextField("texte")
    written_on = models.DateField("écrit le", default=clock.today)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_on = models.DateField("approuvé le", null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    digest = models.CharField("empreinte", max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("session")

    class Meta:
        verbose_name = "additif au relevé"
        verbose_name_plural = "additifs au relevé"
        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="addendum_number_once"),
            models.UniqueConstraint(
                fields=("session",), condition=Q(approved_on=None), name="addendum_one_pending"
            ),
            models.CheckConstraint(
                name="addendum_approved_by_somebody",
                condition=Q(approved_on=None, approved_by=None, digest="")
                | Q(approved_on__isnull=False, approved_by__isnull=False) & ~Q(digest=""),
            ),
        )

    def __str__(self):
        return f"Additif {self.number}, {self.session}"

    @property
    def title(self):
        return f"Additif {self.number} au relevé"

    def fingerprint(self, minutes_digest):
        """Binds the text to the minutes that it corrects."""
        return hashlib.sha256(f"{minutes_digest}\n{self.number}\n{self.text}".encode()).hexdigest()
