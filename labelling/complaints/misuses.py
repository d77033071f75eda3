"""Report of a misuse of the brand or of a lasting quality problem."""

from django.db import models

from labelling.complaints.submissions import (
    DIRCOM,
    OFFICE,
    FromStranger,
    SubmissionQuerySet,
    until_archive,
)
from labelling.organisms.models import Organism
from portal.ui.states import States


class MisuseQuerySet(SubmissionQuerySet):
    def of_the_mark(self):
        """Those of the mark, of the name or of an attestation: not of the service rendered."""
        reasons = MisuseReport.Reason
        return self.filter(reason__in=(reasons.MARK, reasons.CLAIM, reasons.ATTESTATION))

    def facts(self):
        """[{reason, seen_on, retained_on}] of those retained: all that the organism's file may tell.

        Never who reported, nor their words, nor the place, by which somebody might be known.
        """
        rows = self.exclude(retained_on=None).order_by("-retained_on", "-pk")
        reasons = dict(MisuseReport.Reason.choices)
        return [
            {"reason": reasons[reason], "seen_on": seen_on, "retained_on": retained_on}
            for reason, seen_on, retained_on in rows.values_list("reason", "seen_on", "retained_on")
        ]


class MisuseReport(FromStranger):
    """Reported without an account; triaged; what is retained feeds the organism's file."""

    class Reason(models.TextChoices):
        MARK = "mark", "Le logo ou le nom du label utilisé sans droit"
        CLAIM = "claim", "Un organisme se dit labellisé et ne l’est pas, ou plus"
        ATTESTATION = "attestation", "Une attestation qui paraît fausse"
        QUALITY = "quality", "Un problème de qualité de service qui dure"
        OTHER = "other", "Autre chose"

    class State(States):
        RECEIVED = "received", "tray", "warn", "Reçu"
        ACKNOWLEDGED = "acknowledged", "book", "info", "Pris en charge"
        FOUNDED = "founded", "flag", "strong", "Retenu"
        UNFOUNDED = "unfounded", "cross", "quiet", "Non retenu"
        REDIRECTED = "redirected", "turn", "quiet", "Réorienté"
        HANDLED = "handled", "spanner", "ok", "Traité"
        CLOSED = "closed", "box", "quiet", "Clos"
        TRANSFERRED = "transferred", "swap", "quiet", "Transféré"

    noun = "signalement"

    reason = models.CharField("motif", max_length=12, choices=Reason)
    place = models.CharField("vu où", max_length=300, blank=True)
    seen_on = models.DateField("vu le", null=True, blank=True)
    organism = models.ForeignKey(
        Organism,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="misuses",
        verbose_name="organisme",
    )
    state = models.CharField(
        "état", max_length=12, choices=State, default=State.RECEIVED, editable=False
    )
    finding = models.TextField("ce qui a été constaté", blank=True)
    redirected_to = models.CharField("réorienté vers", max_length=200, blank=True)
    measures = models.TextField("ce qui a été fait", blank=True)
    retained_on = models.DateField("retenu le", null=True, editable=False)

    objects = MisuseQuerySet.as_manager()
    visibilities = (OFFICE[0], *until_archive("misuse", OFFICE[1], DIRCOM))

    class Meta(FromStranger.Meta):
        verbose_name = "signalement"

    @property
    def subject(self):
        return self.get_reason_display()
