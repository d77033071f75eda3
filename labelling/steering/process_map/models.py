"""Snapshots of the process map, what its rules read in each, and the alert points that the office answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.steering.figures.visibility import sums_alone
from labelling.steering.process_map.points.rules import rule_of
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui.states import States
from portal.workflow import Stateful

WHY = "parce qu’il pilote le label"
SHARED = "shared"  # the facet of the map that who reads sums alone is shown
OFFICE = tuple(Visibility(role.label, WHY, role=role) for role in (Role.REFERENT, Role.DEPUTY))


class ProcessSnapshot(models.Model):
    """The process map of a day: through which line of the log, counted by which version of the code."""

    taken_on = models.DateField("au", unique=True)
    taken_at = models.DateTimeField("calculé le", default=clock.now)
    version = models.PositiveSmallIntegerField("version du calcul")
    through = models.BigIntegerField("dernière ligne du journal")
    lines = models.PositiveIntegerField("lignes du journal")
    totals = models.JSONField("par machine", default=dict)  # {code: [cases, left out]}
    digest = models.CharField("empreinte", max_length=64)

    objects = access.QuerySet.as_manager()
    visibilities = (*OFFICE, *sums_alone())

    class Meta:
        verbose_name = "instantané de la cartographie"
        verbose_name_plural = "instantanés de la cartographie"
        ordering = ("-taken_on",)

    def __str__(self):
        return f"Cartographie du {self.taken_on:%d/%m/%Y}"


class MachineCases(models.Model):
    """The cases of a machine in the latest snapshot (`packing`)."""

    snapshot = models.ForeignKey(ProcessSnapshot, models.CASCADE, related_name="machines")
    machine = models.CharField("machine", max_length=20)
    content = models.JSONField("cas")

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "cas d’une machine"
        verbose_name_plural = "cas des machines"
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "machine"), name="process_machine_once"),
        )

    def __str__(self):
        return f"{self.machine}, {self.snapshot}"


class DrawnMap(models.Model):
    """The map of a machine in the latest snapshot (`aggregating`): of all its cases, or of those of one facet.

    That of SHARED is of all its cases, small cells left out.
    """

    snapshot = models.ForeignKey(ProcessSnapshot, models.CASCADE, related_name="maps")
    machine = models.CharField("machine", max_length=20)
    facet = models.CharField("filtre", max_length=10, blank=True)
    value = models.CharField("valeur", max_length=40, blank=True)
    content = models.JSONField("carte")

    objects = access.QuerySet.as_manager()
    visibilities = (*OFFICE, *sums_alone(when=lambda: Q(facet=SHARED)))

    class Meta:
        verbose_name = "carte d’une machine"
        verbose_name_plural = "cartes des machines"
        constraints = (
            models.UniqueConstraint(
                fields=("snapshot", "machine", "facet", "value"), name="process_map_drawn_once"
            ),
        )

    def __str__(self):
        return f"{self.machine} {self.value}, {self.snapshot}"


class PointReading(models.Model):
    """What a rule of the points read in a snapshot: its number, of how many cases, whether its threshold is reached."""

    snapshot = models.ForeignKey(ProcessSnapshot, models.CASCADE, related_name="readings")
    code = models.CharField("règle", max_length=40)
    rules = models.CharField("version des règles", max_length=40)
    threshold = models.FloatField("seuil")
    value = models.FloatField("valeur", null=True)
    population = models.PositiveIntegerField("cas examinés")
    cases = models.JSONField("cas en cause", default=list)  # their keys
    is_reached = models.BooleanField("seuil atteint")

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "relevé d’un point"
        verbose_name_plural = "relevés des points"
        ordering = ("-snapshot__taken_on", "code")
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "code"), name="point_read_once"),
        )

    def __str__(self):
        return f"{self.code}, {self.snapshot}"


class AlertPoint(Stateful):
    """An alert raised by a rule, from the day when its threshold was reached until the figures say it is over."""

    class State(States):
        RAISED = "raised", "triangle", "warn", "À prendre en charge"
        TAKEN = "taken", "spanner", "info", "Pris en charge"
        CLOSED = "closed", "box", "quiet", "Clos, encore suivi"
        SETTLED = "settled", "tick", "ok", "Terminé"

    reference = models.CharField("référence", max_length=20, unique=True)
    code = models.CharField("règle", max_length=40)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.RAISED, editable=False
    )
    raised_on = models.DateField("relevé le", editable=False)
    ended_on = models.DateField("terminé le", null=True, editable=False)
    charge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="pris en charge par",
    )
    plan = models.TextField("ce qui sera fait", blank=True, editable=False)
    closed_reason = models.TextField("motif de la clôture", blank=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "point d’alerte"
        verbose_name_plural = "points d’alerte"
        ordering = ("-raised_on", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("code",), condition=Q(ended_on=None), name="alert_one_runs"
            ),
            models.CheckConstraint(
                condition=Q(state="settled", ended_on__isnull=False)
                | ~Q(state="settled") & Q(ended_on=None),
                name="alert_settled_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(charge__isnull=False, due_on__isnull=False),
                name="alert_taken_by_until",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_reason=""), name="alert_closed_why"
            ),
        )

    def __str__(self):
        return f"{self.title} ({self.reference})"

    @property
    def rule(self):
        """Its stated rule; None once no version states it any more."""
        return rule_of(self.code)

    @property
    def title(self):
        return self.rule.title if self.rule else self.code

    def get_absolute_url(self):
        return reverse("labelling:alert_point", args=[self.reference])
