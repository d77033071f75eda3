"""Complaint about the label's organisation, an audit or a labelled organism."""

from django.db import models

from labelling.audits.models import AuditMission
from labelling.committee.models import Decision
from labelling.complaints import handling
from labelling.complaints.submissions import OFFICE, FromStranger, until_archive
from labelling.organisms.models import Organism
from portal.ui.states import States


class Complaint(handling.Handled, FromStranger):
    """`mission` and `decision` are what is contested: whoever took part may not handle it (BR-100)."""

    class About(models.TextChoices):
        ORGANISATION = "organisation", "L’organisation du label"
        AUDIT = "audit", "Un audit"
        ORGANISM = "organism", "Un organisme labellisé"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçue"
        ACKNOWLEDGED = "acknowledged", "book", "info", "Prise en charge"
        INVESTIGATED = "investigated", "lens", "info", "Instruite"
        DECIDED = "decided", "vote", "strong", "Décidée"
        NOTIFIED = "notified", "mail", "ok", "Notifiée"
        TRANSFERRED = "transferred", "swap", "quiet", "Transférée"

    class Outcome(models.TextChoices):
        FOUNDED = "founded", "Fondée"
        PARTLY = "partly", "Fondée en partie"
        UNFOUNDED = "unfounded", "Non fondée"

    noun = "réclamation"

    about = models.CharField("objet", max_length=12, choices=About)
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )
    organism = models.ForeignKey(
        Organism,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="organisme",
    )
    mission = models.ForeignKey(
        AuditMission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="audit contesté",
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="décision contestée",
    )
    handlers = handling.handlers_field("complaints_handled")
    finding = models.TextField("instruction", blank=True)
    outcome = models.CharField("issue", max_length=10, choices=Outcome, blank=True, editable=False)

    visibilities = (
        OFFICE[0],
        *until_archive("complaint", OFFICE[1], handling.visibility("handled_complaint")),
    )

    class Meta(FromStranger.Meta):
        verbose_name = "réclamation"

    @property
    def subject(self):
        return self.get_about_display()
