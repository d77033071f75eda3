"""Correction of a clerical error on a granted or refused dossier (BR-25)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.core import clock
from portal.models import User
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful


class Correction(Stateful):
    """One field, as it was and as it should have been; never a date nor the decision."""

    class State(States):
        PROPOSED = "proposed", "hourglass", "warn", "Accord attendu"
        AGREED = "agreed", "tick", "ok", "Rectifié"
        DECLINED = "declined", "cross", "quiet", "Refusée"
        WITHDRAWN = "withdrawn", "door", "quiet", "Retirée"

    class Field(models.TextChoices):
        PRESENTATION = "presentation", "Présentation de l’organisme"
        PERIMETER = "perimeter", "Périmètre"
        HOMES = "homes_in_perimeter", "Logements du périmètre"

    dossier = models.ForeignKey(LabelDossier, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField("numéro", editable=False)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.PROPOSED, editable=False
    )
    field = models.CharField("champ", max_length=20, choices=Field)
    former = models.TextField("texte d’avant", blank=True)
    corrected = models.TextField("texte rectifié")
    reason = models.TextField("motif")
    proposed_on = models.DateField("proposée le", default=clock.today)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField("décidée le", null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decline_reason = models.TextField("motif du refus", blank=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("dossier")  # and the présidence: rules.py
    read_with = ("dossier__organism", "dossier__rules", "proposed_by")

    class Meta:
        verbose_name = "rectification"
        ordering = ("dossier", "number")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "number"), name="correction_number_once"),
            models.UniqueConstraint(
                fields=("dossier", "field"),
                condition=Q(state="proposed"),
                name="correction_one_open",
            ),
            models.CheckConstraint(
                name="correction_decided_by_somebody",
                condition=Q(state__in=("proposed", "withdrawn"), decided_on=None, decided_by=None)
                | Q(
                    state__in=("agreed", "declined"),
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
        )

    def __str__(self):
        return f"Rectification {self.number}, {self.dossier}"

    def get_absolute_url(self):
        return reverse("labelling:correction_detail", args=[self.dossier.reference, self.number])

    @property
    def organism(self):
        return self.dossier.organism

    @property
    def organism_id(self):
        return self.dossier.organism_id

    @property
    def rules_version(self):
        return self.dossier.rules_version

    @property
    def former_text(self):
        return self._shown(self.former)

    @property
    def corrected_text(self):
        return self._shown(self.corrected)

    def _shown(self, text):
        is_number = self.field == self.Field.HOMES and text.isdigit()  # not one that was erased
        return words.number(int(text)) if is_number else text


def value_of(dossier, field):
    """The field of a dossier as a correction keeps it: a text."""
    value = getattr(dossier, field)
    return "" if value is None else str(value)
