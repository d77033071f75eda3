"""Models: mentoring pair of organisms, and what each says of it after three months."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.spaces.visibility import OFFICE
from labelling.public import memberships
from portal import access
from portal.access import Visibility
from portal.ui.states import States
from portal.workflow import Stateful

LIVE = ("proposed", "accepted", "running")


def organism_visibility(path, label, reason):
    """The members of the organism at the end of `path`."""
    return Visibility(
        label,
        reason,
        path=f"{path}__memberships__user",
        where=lambda: Q(**{f"{path}__memberships__is_active": True}),
        ties=memberships,
        by=path,
    )


class Mentoring(Stateful):
    """Proposed by the référent, accepted by both; nobody else sees it (like BR-01)."""

    class State(States):
        PROPOSED = "proposed", "mail", "info", "Proposé"
        ACCEPTED = "accepted", "tick", "ok", "Accepté"
        RUNNING = "running", "people", "strong", "En cours"
        ENDED = "ended", "box", "quiet", "Terminé"
        DECLINED = "declined", "cross", "quiet", "Sans suite"

    reference = models.CharField("référence", max_length=20, unique=True)
    mentor = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        related_name="mentorings_given",
        verbose_name="organisme qui accompagne",
    )
    mentee = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        related_name="mentorings_received",
        verbose_name="organisme accompagné",
    )
    proposed_by = models.ForeignKey(
        "portal.User", models.PROTECT, related_name="+", verbose_name="proposé par"
    )
    message = models.TextField("mot du référent", max_length=1000, blank=True)
    reasons = models.JSONField("pourquoi ces deux organismes", default=list)
    mentor_agreed_at = models.DateTimeField("accepté par qui accompagne", null=True, editable=False)
    mentee_agreed_at = models.DateTimeField("accepté par l’accompagné", null=True, editable=False)
    started_on = models.DateField("premier échange le", null=True, editable=False)
    reason = models.TextField("motif", blank=True, editable=False)
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.PROPOSED, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        organism_visibility(
            "mentor", "l’organisme qui accompagne", "parce qu’il accompagne l’autre"
        ),
        organism_visibility("mentee", "l’organisme accompagné", "parce qu’il est accompagné"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "mentorat"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="mentoring_between_two"),
            models.UniqueConstraint(
                fields=("mentee",), condition=Q(state__in=LIVE), name="mentoring_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "running"))
                | Q(mentor_agreed_at__isnull=False, mentee_agreed_at__isnull=False),
                name="mentoring_both_agree",
            ),
        )

    def __str__(self):
        return f"{self.mentor} accompagne {self.mentee}"

    def get_absolute_url(self):
        return reverse("community:mentoring", args=[self.reference])


class MentoringFollowUp(Stateful):
    """One organism's answer on whether it was useful and what changed; seen by it and the office."""

    class State(States):
        WAITING = "waiting", "clock", "info", "Attendue"
        ANSWERED = "answered", "mail", "info", "Reçue"

    class Useful(models.TextChoices):
        YES = "yes", "Oui"
        PARTLY = "partly", "En partie"
        NO = "no", "Non"

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="follow_ups")
    organism = models.ForeignKey(
        "labelling.Organism",
        models.PROTECT,
        related_name="mentoring_follow_ups",
        verbose_name="organisme",
    )
    useful = models.CharField("utile", max_length=6, choices=Useful, blank=True)
    changed = models.TextField("ce qui a changé", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, related_name="+", verbose_name="répondu par"
    )
    state = models.CharField(
        "état", max_length=8, choices=State, default=State.WAITING, editable=False
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        organism_visibility("organism", "l’organisme", "parce que c’est sa réponse"),
        *OFFICE,
    )

    class Meta:
        verbose_name = "suivi d’un mentorat"
        verbose_name_plural = "suivis des mentorats"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("mentoring", "organism"), name="mentoring_follow_up_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | ~Q(useful=""), name="mentoring_follow_up_says"
            ),
        )

    def __str__(self):
        return f"Trois mois après\u00a0: {self.mentoring}"

    def get_absolute_url(self):
        return self.mentoring.get_absolute_url()
