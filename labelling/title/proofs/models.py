"""Proof (bon à tirer) of a printed support: only an answer approves it (BR-82)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.title.licences.models import BrandLicence
from portal import access
from portal.core import clock
from portal.documents import StoredFile
from portal.models import User
from portal.ui.states import States
from portal.workflow import Stateful


class BrandProof(Stateful):
    """One support under review; each new version of its file follows the one before."""

    class State(States):
        SUBMITTED = "submitted", "tray", "info", "À relire"
        CHANGES_REQUESTED = "changes_requested", "triangle", "warn", "À corriger"
        APPROVED = "approved", "tick", "ok", "Approuvé"
        REFUSED = "refused", "cross", "danger", "Refusé"
        WITHDRAWN = "withdrawn", "door", "quiet", "Retiré"

    reference = models.CharField("référence", max_length=20, unique=True)
    licence = models.ForeignKey(
        BrandLicence, models.PROTECT, related_name="proofs", verbose_name="licence"
    )
    title = models.CharField("support", max_length=120)
    support = models.CharField("nature", max_length=8, choices=BrandLicence.Support)
    print_on = models.DateField("impression ou mise en ligne le", null=True, blank=True)
    comment = models.TextField("commentaire", blank=True)
    state = models.CharField(
        "état", max_length=17, choices=State, default=State.SUBMITTED, editable=False
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, editable=False, related_name="+", null=True
    )
    submitted_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    submitted_on = models.DateField("envoyé le", default=clock.today, editable=False)
    answer = models.TextField("réponse", blank=True, editable=False)
    annotated = models.ForeignKey(
        StoredFile, models.PROTECT, editable=False, related_name="+", null=True
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", null=True
    )
    answered_on = models.DateField("répondu le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("licence")

    class Meta:
        verbose_name = "bon à tirer"
        verbose_name_plural = "bons à tirer"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="proof_answered_by_somebody",
                condition=~Q(state__in=["approved", "changes_requested", "refused"])
                | Q(answered_by__isnull=False, answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proof_no_is_explained",
                condition=~Q(state__in=["changes_requested", "refused"]) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="proof_submitted_is_dated",
                condition=~Q(state="submitted") | Q(due_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="proof_state_due"),)

    def __str__(self):
        return f"{self.reference}, {self.title}"

    def get_absolute_url(self):
        return reverse("labelling:proof_detail", args=[self.reference])

    @property
    def organism_id(self):
        return self.licence.organism_id

    @property
    def organism(self):
        return self.licence.organism

    @property
    def rules_version(self):
        return self.licence.rules_version

    def due_date(self, code):
        return self.licence.due_date(code)

    def reminder_days(self, code):
        return self.licence.reminder_days(code)

    @property
    def is_overdue(self):
        """BR-82: late, and nothing more: only an answer changes its state."""
        return self.state == self.State.SUBMITTED and self.due_on < clock.today()

    @property
    def is_hurried(self):
        """Printed before the Dircom has had its days (D20)."""
        return self.print_on is not None and self.print_on < self.licence.rules.due(
            "D20", self.submitted_on
        )
