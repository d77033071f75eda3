"""Advisory support (appui-conseil): asked by an organism, accepted for a day, done in so many hours, or declined."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.organisms.affiliations import acting, memberships
from labelling.parties.organisms.models import Organism
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful

AN_HOUR = 4  # quarters
MOST_HOURS = 100  # of one support


class SupportRequest(Stateful):
    """What an organism would like help with; `quarters`: the time spent, in quarters of an hour."""

    class State(States):
        REQUESTED = "requested", "tray", "info", "À traiter"
        ACCEPTED = "accepted", "calendar", "info", "Accepté"
        DONE = "done", "tick", "ok", "Fait"
        DECLINED = "declined", "cross", "warn", "Décliné"
        WITHDRAWN = "withdrawn", "door", "quiet", "Retiré"

    reference = models.CharField("référence", max_length=20, unique=True, editable=False)
    organism = models.ForeignKey(
        Organism, models.PROTECT, related_name="support_requests", verbose_name="organisme"
    )
    subject = models.CharField("sujet", max_length=160)
    need = models.TextField("besoin", max_length=4000)
    wished_on = models.DateField("souhaité avant le", null=True)
    state = models.CharField(
        "état", max_length=9, choices=State, default=State.REQUESTED, editable=False
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="demandé par",
    )
    requested_on = models.DateField("demandé le", default=clock.today, editable=False)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="mené par",
    )
    planned_on = models.DateField("prévu le", null=True, editable=False)
    done_on = models.DateField("fait le", null=True, editable=False)
    quarters = models.PositiveSmallIntegerField(
        "durée (en quarts d’heure)", null=True, editable=False
    )
    summary = models.TextField("compte rendu", blank=True, max_length=5000, editable=False)
    decline_reason = models.TextField("motif du refus", blank=True, max_length=2000, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "l’organisme",
            "parce que c’est son appui",
            path="organism__memberships__user",
            where=lambda: acting("organism__memberships__"),
            ties=memberships,
            by="organism",
        ),
        Visibility("le référent label", "parce qu’il mène les appuis", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )
    read_with = ("organism", "adviser")

    class Meta:
        verbose_name = "demande d’appui-conseil"
        verbose_name_plural = "demandes d’appui-conseil"
        ordering = ("-requested_on", "-pk")
        indexes = (models.Index(fields=("organism", "-requested_on"), name="support_of_organism"),)
        constraints = (
            models.CheckConstraint(
                name="support_planned_for_somebody",
                condition=~Q(state__in=("accepted", "done"))
                | Q(adviser__isnull=False, planned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="support_done_is_told",
                condition=~Q(state="done")
                | (
                    Q(done_on__gte=F("requested_on"), quarters__gte=1)
                    & Q(quarters__lte=MOST_HOURS * AN_HOUR)
                    & ~Q(summary="")
                ),
            ),
            models.CheckConstraint(
                name="support_counted_once_done",
                condition=Q(state="done") | Q(done_on=None, quarters=None),
            ),
            models.CheckConstraint(
                name="support_declined_says_why",
                condition=~Q(state="declined") | ~Q(decline_reason=""),
            ),
        )

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("labelling:support", args=[self.reference])

    @property
    def is_done(self):
        return self.state == self.State.DONE

    @property
    def is_planned(self):
        return self.state == self.State.ACCEPTED

    @property
    def duration(self):
        """« 1 h 30 », « 45 min »; "" before it is done."""
        hours, quarters = divmod(self.quarters or 0, AN_HOUR)
        minutes = quarters * 60 // AN_HOUR
        if not hours:
            return f"{minutes}\u00a0min" if minutes else ""
        return f"{hours}\u00a0h\u00a0{minutes:02d}" if minutes else f"{hours}\u00a0h"
