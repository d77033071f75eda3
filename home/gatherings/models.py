"""Models: material of an event, and opinion, which names nobody."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from home.pages.events import EventPage
from labelling import public
from portal import access
from portal.access import NONE, Visibility
from portal.core import clock
from portal.documents import StoredFile
from portal.models import Role, User

ORGANISERS = (
    Visibility("la Dircom", "parce qu’elle organise les rendez-vous", role=Role.DIRCOM),
    Visibility("le référent label", "parce qu’il anime les communautés", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


def seated():
    """Q on a path to a registration: has a seat, not given back."""
    return Q(
        event__registrations__confirmed_at__isnull=False,
        event__registrations__cancelled_at__isnull=True,
    )


def for_audience(audience):
    return lambda: Q(readers="audience", event__audience=audience, event__live=True)


@dataclass(frozen=True)
class ClubVisibility(Visibility):
    """Whoever acts for an organism labelled today."""

    def condition(self, model, user):
        return self._when() if public.is_club_member(user) else NONE

    def people(self, thing):
        mine = {
            "memberships__is_active": True,
            "memberships__organism__in": public.club_organisms(),
        }
        return User.objects.filter(is_active=True, **mine).distinct()


@dataclass(frozen=True)
class AuditorsVisibility(Visibility):
    """Whoever is accredited today."""

    def condition(self, model, user):
        return self._when() if public.is_auditor(user) else NONE

    def people(self, thing):
        return User.objects.filter(is_active=True, pk__in=public.accredited_people())


class EventMaterial(models.Model):
    """A private file of an event: for those registered, or for its whole audience; never a public document."""

    class Readers(models.TextChoices):
        REGISTERED = "registered", "les personnes inscrites"
        AUDIENCE = "audience", "tout le public du rendez-vous"

    event = models.ForeignKey(
        EventPage, models.CASCADE, related_name="materials", verbose_name="rendez-vous"
    )
    number = models.PositiveSmallIntegerField("numéro", editable=False)
    title = models.CharField("titre", max_length=160)
    readers = models.CharField("lu par", max_length=10, choices=Readers, default=Readers.REGISTERED)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField("ajouté le", default=clock.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = access.QuerySet.as_manager()
    visibilities = (
        *ORGANISERS,
        Visibility(
            "les personnes inscrites",
            "parce qu’elles ont une place",
            path="event__registrations__person",
            where=seated,
        ),
        ClubVisibility(
            "le club", "parce que le rendez-vous est le sien", when=for_audience("club")
        ),
        AuditorsVisibility(
            "les auditeurs agréés",
            "parce que le rendez-vous est le leur",
            when=for_audience("auditeurs"),
        ),
        Visibility(
            "tout le monde",
            "parce que le rendez-vous est ouvert à tous",
            public=True,
            when=for_audience("public"),
        ),
    )

    class Meta:
        verbose_name = "document d’un rendez-vous"
        verbose_name_plural = "documents d’un rendez-vous"
        ordering = ("event", "number")
        constraints = (
            models.UniqueConstraint(fields=("event", "number"), name="material_number_once"),
        )

    def __str__(self):
        return self.title


class EventOpinion(models.Model):
    """A rating from one to five and a sentence; holds no person and no hour."""

    event = models.ForeignKey(
        EventPage, models.CASCADE, related_name="opinions", verbose_name="rendez-vous"
    )
    rating = models.PositiveSmallIntegerField("note")
    comment = models.TextField("commentaire", max_length=1000, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = ORGANISERS

    class Meta:
        verbose_name = "avis sur un rendez-vous"
        verbose_name_plural = "avis sur un rendez-vous"
        ordering = ("event", "-rating", "comment")  # never in the order in which they came
        constraints = (
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="opinion_one_to_five"),
        )

    def __str__(self):
        return f"{self.rating} sur 5"
