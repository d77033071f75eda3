"""Models of the mail desk: holds, custom texts, lost addresses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.access.models import Role
from portal.core import clock
from portal.notifications.models import Message
from portal.notifications.texts import TextVersion
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful

__all__ = ("Delivery", "Hold", "LostAddress", "Received", "TextVersion")
OFFICE = (
    Visibility(
        "le référent label", "parce qu’il répond des courriels du label", role=Role.REFERENT
    ),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)
TECH = Visibility(
    "l’administration technique",
    "parce qu’elle veille à leur départ, sans lire ni les textes ni les noms",
    role=Role.TECH,
)


class Delivery(Message):
    """A mail as the delivery log tells it: the same row, by another door than its person's."""

    visibilities = (*OFFICE, TECH)

    class Meta:
        proxy = True
        verbose_name = "envoi"
        verbose_name_plural = "envois"

    def get_absolute_url(self):
        return self.delivery_url


class Hold(Stateful):
    """Mails kept back until a day: one, a type, all those about a thing, or a type about a thing."""

    class State(States):
        HELD = "held", "pause", "warn", "en cours"
        RELEASED = "released", "tick", "quiet", "levée"

    reference = models.CharField("référence", max_length=20, unique=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.HELD)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="holds")
    notice = models.CharField("type", max_length=60, blank=True)
    thing_type = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    until_on = models.DateField("retenus jusqu’au")
    reason = models.TextField("motif", max_length=500)
    what = models.CharField("ce qui est retenu", max_length=250)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "retenue de courriels"
        verbose_name_plural = "retenues de courriels"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(message__isnull=False) | ~Q(notice="") | Q(thing_id__isnull=False),
                name="hold_of_something",
            ),
            models.CheckConstraint(
                condition=Q(thing_id__isnull=True) & Q(thing_type="")
                | Q(thing_id__isnull=False) & ~Q(thing_type=""),
                name="hold_whole_thing",
            ),
            models.UniqueConstraint(
                Coalesce(F("message"), Value(0)),
                F("notice"),
                F("thing_type"),
                Coalesce(F("thing_id"), Value(0)),
                condition=Q(state="held"),
                name="hold_once",
            ),
        )

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("posting:hold", args=[self.reference])


class LostAddress(models.Model):
    """An address that refused a mail for good: somebody has to succeed, or the address to change.

    Nothing closes it: it is over when the person has another address, or no account any more.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lost")
    address = models.EmailField("adresse")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    found_at = models.DateTimeField("constatée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "adresse perdue"
        verbose_name_plural = "adresses perdues"
        ordering = ("found_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "address"), name="lost_address_once"),
        )

    def __str__(self):
        return f"Adresse perdue {words.of(self.person)}"

    @staticmethod
    def still_lost_of(path=""):
        """The Q of those that still ask for somebody: the same address, of an open account."""
        same = {f"{path}address": Lower(f"{path}person__email")}
        return Q(**{f"{path}person__is_active": True}, **same)

    @staticmethod
    def still_lost():
        return LostAddress.still_lost_of()


class Received(models.Model):
    """The mark of a mail that came in, so that it has one effect; neither its text nor its sender."""

    digest = models.CharField("empreinte", max_length=64, unique=True)
    at = models.DateTimeField("reçu le", default=clock.now)
    outcome = models.CharField("suite", max_length=100, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "courriel reçu"
        verbose_name_plural = "courriels reçus"
        ordering = ("pk",)

    def __str__(self):
        return self.outcome or "à personne"
