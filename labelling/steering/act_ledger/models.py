"""Counts of acts by month, drawn from the audit log, and the times that the office declares (act time samples)."""

from django.db import models
from django.db.models import Q

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role, User

WHY = "parce qu’il pilote le label"
OFFICE = tuple(Visibility(role.label, WHY, role=role) for role in (Role.REFERENT, Role.DEPUTY))
READERS = (
    *OFFICE,
    Visibility("le lecteur du COMEX", "parce que le COMEX suit le label", role=Role.COMEX),
    Visibility(
        "le lecteur de la Commission nationale",
        "parce que la Commission suit le label",
        role=Role.COMMISSION,
    ),
)
LONGEST = 600  # minutes that an act may be said to take


class ActCount(models.Model):
    """How often an act was done on a kind of things in a month; nobody is named.

    `seconds`: of those that follow another line of the same person about the same thing, the time between both.
    """

    month = models.DateField("mois")  # its first day
    kind = models.CharField("nature", max_length=60)
    act = models.CharField("acte", max_length=60)
    by_people = models.PositiveIntegerField("par une personne")
    by_portal = models.PositiveIntegerField("par le portail")
    seconds = models.JSONField("secondes mesurées", default=list)

    objects = access.QuerySet.as_manager()
    visibilities = READERS

    class Meta:
        verbose_name = "compte d’un acte"
        verbose_name_plural = "comptes des actes"
        constraints = (
            models.UniqueConstraint(fields=("month", "kind", "act"), name="act_counted_once"),
        )

    def __str__(self):
        return f"{self.kind} {self.act}, {self.month:%m/%Y}"


class ActTimeSample(models.Model):
    """What a person of the office says, once a month, of the time that their acts of the month before took.

    Without `declared_at` it is put off until `put_off_until`, and tells nothing.
    """

    person = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="déclaré par", editable=False
    )
    month = models.DateField("mois des actes", editable=False)  # its first day
    declared_at = models.DateTimeField("déclaré le", null=True, editable=False)
    put_off_until = models.DateField("remis au", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "déclaration de temps"
        verbose_name_plural = "déclarations de temps"
        ordering = ("-month", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "month"), name="act_times_once_a_month"),
            models.CheckConstraint(
                condition=Q(declared_at__isnull=False) | Q(put_off_until__isnull=False),
                name="act_times_declared_or_put_off",
            ),
        )

    def __str__(self):
        return f"Temps des actes, {self.month:%m/%Y}"


class ActTime(models.Model):
    """Minutes that one act takes, before the portal and today, as its sample says."""

    sample = models.ForeignKey(ActTimeSample, models.CASCADE, related_name="times")
    kind = models.CharField("nature", max_length=60)
    act = models.CharField("acte", max_length=60)
    minutes_before = models.PositiveSmallIntegerField("minutes avant le portail", null=True)
    minutes_now = models.PositiveSmallIntegerField("minutes aujourd’hui")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("sample")

    class Meta:
        verbose_name = "temps d’un acte"
        verbose_name_plural = "temps des actes"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("sample", "kind", "act"), name="act_time_said_once"),
            models.CheckConstraint(
                condition=Q(minutes_now__lte=LONGEST)
                & (Q(minutes_before=None) | Q(minutes_before__lte=LONGEST)),
                name="act_time_of_a_day",
            ),
        )

    def __str__(self):
        return f"{self.kind} {self.act}\u00a0: {self.minutes_now} min"


def month_of(day):
    return day.replace(day=1)


def this_month():
    return month_of(clock.today())
