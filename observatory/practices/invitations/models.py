"""Model: invitation to write a practice about what somebody noticed in an organism."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from observatory.practices.terms import Origin
from observatory.practices.visibility import office, own
from portal import access
from portal.ui.states import States
from portal.workflow import Stateful

ORIGINS = [choice for choice in Origin.choices if choice[0] != Origin.SELF]
CONFIDENTIAL = (Origin.AUDIT_STRENGTH, Origin.COMMITTEE)


class PracticeInvitation(Stateful):
    """Accepted, then written by the organism; or declined. An auditor’s text is referred to, never copied."""

    class State(States):
        WAITING = "waiting", "mail", "info", "Attend une réponse"
        ACCEPTED = "accepted", "tick", "ok", "Acceptée"
        DECLINED = "declined", "cross", "quiet", "Déclinée"
        TAKEN_BACK = "taken_back", "turn", "quiet", "Reprise"

    reference = models.CharField("référence", max_length=20, unique=True)
    organism = models.ForeignKey(
        "labelling.Organism", models.PROTECT, related_name="practice_invitations"
    )
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.WAITING, editable=False
    )
    origin = models.CharField("origine", max_length=22, choices=ORIGINS)
    finding = models.ForeignKey(
        "labelling.AuditFinding", models.PROTECT, null=True, related_name="+"
    )
    session = models.ForeignKey(
        "labelling.CommitteeSession", models.PROTECT, null=True, related_name="+"
    )
    association = models.CharField("association régionale", max_length=160, blank=True)
    title = models.CharField("titre proposé", max_length=110)
    told = models.TextField("ce qui a été remarqué", blank=True)
    message = models.TextField("mot du référent", blank=True)
    invited_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    answered_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+")
    practice = models.OneToOneField(
        "observatory.GoodPractice", models.PROTECT, null=True, related_name="invitation"
    )

    objects = access.QuerySet.as_manager()
    visibilities = (own(), *office())

    class Meta:
        verbose_name = "invitation à raconter une pratique"
        verbose_name_plural = "invitations à raconter une pratique"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("finding",),
                condition=Q(state__in=("waiting", "accepted")),
                name="practice_invitation_once_a_finding",
            ),
            models.CheckConstraint(
                name="practice_invitation_has_its_source",
                condition=Q(origin="audit_strength", finding__isnull=False, told="")
                | Q(origin="committee", session__isnull=False)
                | Q(origin="regional_association") & ~Q(association=""),
            ),
            models.CheckConstraint(
                name="practice_invitation_accepted_has_its_practice",
                condition=Q(state="accepted") ^ Q(practice__isnull=True),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("observatory:invitation", args=[self.reference])

    @property
    def noticed(self):
        """Text for the organism: the auditor’s strength, or the words of whoever noticed."""
        return self.finding.text if self.finding else self.told

    @property
    def is_confidential(self):
        """An audit’s and the committee’s words are never published as such."""
        return self.origin in CONFIDENTIAL
