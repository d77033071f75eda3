"""Model: registration for an event, with when the seat was given and given back."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

SALT, OPINION = "home.registration", "home.opinion"


class Registration(models.Model):
    """A seat since `confirmed_at`; without it, a place on the waiting list, oldest first."""

    event = models.ForeignKey(
        "home.EventPage",
        models.CASCADE,
        related_name="registrations",
        verbose_name="rendez-vous",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name="personne",
    )  # of a member, who registers with their account; None without account
    name = models.CharField("nom", max_length=120)
    email = models.EmailField("adresse électronique")
    organisation = models.CharField("organisme", max_length=160, blank=True)
    needs = models.CharField("besoins d’accessibilité", max_length=300, blank=True)
    registered_at = models.DateTimeField("reçue le", default=clock.now, editable=False)
    confirmed_at = models.DateTimeField("place confirmée le", null=True, editable=False)
    cancelled_at = models.DateTimeField("annulée le", null=True, editable=False)
    is_walk_in = models.BooleanField("venue sans inscription", default=False)
    attended_at = models.DateTimeField("présence notée le", null=True, editable=False)
    asked_at = models.DateTimeField("avis demandé le", null=True, editable=False)
    answered_at = models.DateTimeField("avis donné le", null=True, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("la personne inscrite", "parce que c’est son inscription", path="person"),
        Visibility("la Dircom", "parce qu’elle organise les rendez-vous", role=Role.DIRCOM),
        Visibility("le référent label", "parce qu’il anime les communautés", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "inscription"
        ordering = ("registered_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("event", "email"),
                condition=Q(cancelled_at__isnull=True),
                name="registration_once",
            ),
            models.CheckConstraint(
                condition=Q(attended_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="registration_came_or_cancelled",
            ),
        )

    def __str__(self):
        return f"{self.name}, {self.event}"

    def get_absolute_url(self):
        """Secret URL that cancels it: a signed number, no personal data."""
        return reverse("home:registration_cancel", args=[signing.dumps(self.pk, salt=SALT)])

    @property
    def opinion_url(self):
        """Secret URL of the opinion form."""
        return reverse("home:opinion", args=[signing.dumps(self.pk, salt=OPINION)])

    @property
    def badge(self):
        """State in words, with its tone, for the organiser's list."""
        if self.attended_at:
            return "Présente", "ok", "tick"
        if self.cancelled_at:
            return "Annulée", "quiet", "door"
        if self.confirmed_at:
            return "Confirmée", "ok", "tick"
        return "En attente", "warn", "hourglass"


def registration_of_token(token, salt=SALT):
    """The registration of a secret URL, or None for what was not signed here."""
    try:
        key = signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
    return Registration.objects.select_related("event").filter(pk=key).first()
