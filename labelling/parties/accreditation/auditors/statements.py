"""Model: what an auditor says of a change that the office checks before it counts, an insurance or the end of a tie."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful


class AuditorStatement(Stateful):
    """Until it is confirmed, the former insurance counts, and the tie runs."""

    class State(States):
        WAITING = "waiting", "tray", "info", "À vérifier"
        CONFIRMED = "confirmed", "tick", "ok", "Vérifiée"
        REFUSED = "refused", "cross", "danger", "Refusée"
        WITHDRAWN = "withdrawn", "turn", "quiet", "Reprise par l’auditeur"

    class Kind(models.TextChoices):
        INSURANCE = "insurance", "assurance"
        TIE_END = "tie_end", "fin d’un lien"

    auditor = models.ForeignKey(
        "labelling.Auditor", models.PROTECT, related_name="statements", verbose_name="auditeur"
    )
    kind = models.CharField("objet", max_length=10, choices=Kind)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.WAITING, editable=False
    )
    accreditation = models.ForeignKey(
        "labelling.AuditorAccreditation", models.PROTECT, null=True, related_name="statements"
    )
    tie = models.ForeignKey(
        "labelling.Tie", models.CASCADE, null=True, related_name="statements", verbose_name="lien"
    )
    until_on = models.DateField("jusqu’au")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("auditor")

    class Meta:
        verbose_name = "déclaration d’auditeur"
        verbose_name_plural = "déclarations d’auditeur"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="statement_has_its_object",
                condition=Q(kind="insurance", accreditation__isnull=False, tie__isnull=True)
                | Q(kind="tie_end", accreditation__isnull=True, tie__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("accreditation",),
                condition=Q(state="waiting", kind="insurance"),
                name="statement_one_insurance",
            ),
            models.UniqueConstraint(
                fields=("tie",),
                condition=Q(state="waiting", kind="tie_end"),
                name="statement_one_end",
            ),
        )

    def __str__(self):
        day = words.day(self.until_on)
        if self.tie_id:
            return f"Fin du lien avec {self.tie.organism}, le {day}"
        return f"Assurance jusqu’au {day}"

    def get_absolute_url(self):
        return reverse("labelling:statement_detail", args=[self.pk])
