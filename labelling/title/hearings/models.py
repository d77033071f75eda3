"""Hearing of an organism before the suspension or the withdrawal of its label (BR-72)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from labelling.parties.organisms.affiliations import acting, memberships
from labelling.title.labels.models import Label
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful


class HearingQuerySet(access.QuerySet):
    def running(self):
        """Those whose measure is still considered, their last day passed or not."""
        return self.exclude(state=Hearing.State.CLOSED)


class Hearing(Stateful):
    """One measure considered, its grounds, and the observations of the organism until D15.

    It begins with the written notice of the label and ends with it: `workflow` follows the label.
    """

    part_of = "label"

    class State(States):
        OPEN = "open", "hourglass", "warn", "Observations attendues"
        ANSWERED = "answered", "tick", "info", "Observations reçues"
        CLOSED = "closed", "lock", "quiet", "Close"

    class Measure(models.TextChoices):
        SUSPENSION = "suspension", "Suspension du label"
        WITHDRAWAL = "withdrawal", "Retrait du label"

    label = models.ForeignKey(Label, models.PROTECT, related_name="hearings")
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.OPEN, editable=False
    )
    measure = models.CharField("mesure envisagée", max_length=10, choices=Measure, blank=True)
    grounds = models.TextField("griefs")
    opened_on = models.DateField("ouverte le")
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    until_on = models.DateField("observations jusqu’au")
    closed_on = models.DateField("close le", null=True, editable=False)
    observations = models.TextField("observations", blank=True, editable=False)
    answered_at = models.DateTimeField("observations reçues le", null=True, editable=False)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = HearingQuerySet.as_manager()
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que la mesure vise son label",
            path="label__organism__memberships__user",
            where=lambda: acting("label__organism__memberships__"),
            ties=memberships,
            by="label__organism",
        ),
        Visibility("le référent label", "parce qu’il suit les labels", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il suit les labels", role=Role.DEPUTY),
        Visibility(
            "le secrétariat du comité", "parce qu’il prépare les séances", role=Role.SECRETARY
        ),
    )  # members of the session that examines the measure: committee/rules.py

    class Meta:
        verbose_name = "phase contradictoire"
        verbose_name_plural = "phases contradictoires"
        ordering = ("label", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("label",), condition=~Q(state="closed"), name="hearing_one_running"
            ),
            models.CheckConstraint(
                name="hearing_answered_by_somebody",
                condition=Q(observations="", answered_at=None, answered_by=None)
                | ~Q(observations="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"Phase contradictoire, {self.label.organism}"

    def get_absolute_url(self):
        return reverse("labelling:hearing_detail", args=[self.label.reference])

    @property
    def organism(self):
        return self.label.organism

    @property
    def organism_id(self):
        return self.label.organism_id

    @property
    def rules_version(self):
        return self.label.rules_version

    def reminder_days(self, code):
        return self.label.dossier.rules.reminder_days(code)

    @property
    def is_over(self):
        """The last day is past: the form is closed, whatever else has been decided."""
        return clock.today() > self.until_on

    @cached_property
    def is_listed(self):
        """A session is to examine the measure; annotated where a list reads many."""
        return self.label.is_listed

    @property
    def hand(self):
        """D15 past, the référent brings it before the committee, or gives the measure up."""
        if self.state == self.State.CLOSED or not self.is_over:
            return super().hand
        return "le comité de labellisation" if self.is_listed else "le référent label"

    @property
    def sentence(self):
        """What was answered, for the pages of the committee and its minutes."""
        if self.answered_at:
            return f"Observations reçues le {words.day(self.answered_at)}."
        if self.is_over or self.state == self.State.CLOSED:
            return f"Aucune observation reçue au {words.day(min(self.until_on, self.closed_on or self.until_on))}."
        return f"Observations attendues jusqu’au {words.day(self.until_on)}."

    @property
    def files(self):
        return StoredFile.objects.of(self).order_by("pk")
