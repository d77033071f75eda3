"""Models of retention: proofs of erasure, and versions of the durations prepared on screen."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.access.models import Role
from portal.core import clock
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful

READERS = (
    Visibility("le délégué à la protection des données", "parce qu’il en répond", role=Role.DPO),
    Visibility("le référent label", "parce qu’il anime le label", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    Visibility("l’administration technique", "parce qu’elle tient le portail", role=Role.TECH),
)


class Erasure(models.Model):
    """BR-93: one batch of the clock, or one decision. It names no one: a count, and references that the portal gave."""

    code = models.SlugField("règle", max_length=30)
    what = models.CharField("objet", max_length=120)
    rule = models.CharField("durée", max_length=160)
    ending = models.CharField("fin", max_length=30)
    count = models.PositiveIntegerField("nombre")
    references = models.JSONField("références", default=list)
    done_on = models.DateField("le", default=clock.today)

    objects = access.QuerySet.as_manager()
    visibilities = READERS

    class Meta:
        verbose_name = "preuve d’effacement"
        verbose_name_plural = "preuves d’effacement"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=models.Q(count__gt=0), name="erasure_of_something"),
        )

    def __str__(self):
        return f"{self.what}, {self.count}"


class RetentionVersion(Stateful):
    """Durations prepared by one of two offices and approved by the other, in force from a day on (BR-93)."""

    class State(States):
        DRAFT = "draft", "pencil", "quiet", "En préparation"
        PROPOSED = "proposed", "hourglass", "info", "Attend une réponse"
        APPROVED = "approved", "tile-tick", "ok", "Approuvée"
        REFUSED = "refused", "cross", "danger", "Refusée"
        WITHDRAWN = "withdrawn", "turn", "quiet", "Abandonnée"

    reference = models.CharField("référence", max_length=20, unique=True)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    starts_on = models.DateField("date d’effet", null=True)
    note = models.CharField("note", max_length=300, blank=True)
    periods = models.JSONField("durées")  # {code: {"active": "12m", "archive": "60m"}}
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="préparée par"
    )
    prepared_as = models.CharField("préparée au titre de", max_length=30, choices=Role)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="proposée par",
    )
    proposed_at = models.DateTimeField("proposée le", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="réponse de",
    )
    decided_at = models.DateTimeField("réponse le", null=True)

    objects = access.QuerySet.as_manager()
    visibilities = READERS

    class Meta:
        verbose_name = "version des durées de conservation"
        verbose_name_plural = "versions des durées de conservation"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                Case(When(state__in=("draft", "proposed"), then=Value(1))),
                name="retention_version_one_open",
                violation_error_message="Une version est déjà en préparation ou proposée.",
            ),
            models.UniqueConstraint(
                fields=("starts_on",),
                condition=Q(state="approved"),
                name="retention_version_one_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(
                    starts_on__isnull=False,
                    proposed_at__isnull=False,
                    decided_at__isnull=False,
                    proposed_by__isnull=False,
                    decided_by__isnull=False,
                )
                & ~Q(decided_by=F("prepared_by"))
                & ~Q(decided_by=F("proposed_by")),
                name="retention_version_approved_by_another",
            ),
        )

    read_with = ("prepared_by", "proposed_by")

    def __str__(self):
        day = f" du {words.day(self.starts_on)}" if self.starts_on else ""
        return f"Durées de conservation{day}"

    def get_absolute_url(self):
        return reverse("retention_version", args=[self.reference])
