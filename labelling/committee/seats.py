"""Models: seat of the committee, and its holders with their dates."""

from django.db import models
from django.db.models import Q

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import User


class CommitteeSeat(models.Model):
    """A seat: one voice, whoever sits (BR-48). How many there are is data."""

    code = models.CharField("code", max_length=10, unique=True)
    label = models.CharField("siège", max_length=160)
    college = models.CharField("collège", max_length=80)
    order = models.PositiveSmallIntegerField("ordre", default=100)
    is_chair = models.BooleanField("présidence", default=False)
    is_vice_chair = models.BooleanField("vice-présidence", default=False)
    is_active = models.BooleanField("siège pourvu", default=True)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("tout le monde", "parce que la composition du comité est publique", public=True),
    )

    class Meta:
        verbose_name = "siège"
        ordering = ("order", "code")

    def __str__(self):
        return self.label


class SeatHolder(models.Model):
    """Who holds a seat, as titulaire or suppléant, and when."""

    class Rank(models.TextChoices):
        FULL = "full", "titulaire"
        SUBSTITUTE = "substitute", "suppléant"

    seat = models.ForeignKey(
        CommitteeSeat, models.PROTECT, related_name="holders", verbose_name="siège"
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="mandates", verbose_name="personne")
    rank = models.CharField("rang", max_length=10, choices=Rank)
    since_on = models.DateField("depuis le", default=clock.today)
    until_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("tout le monde", "parce que la composition du comité est publique", public=True),
    )

    class Meta:
        verbose_name = "mandat"
        ordering = ("seat__order", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=("seat", "rank"),
                condition=Q(until_on__isnull=True),
                name="seat_one_holder_a_rank",
            ),
        )

    def __str__(self):
        return f"{self.user}, {self.get_rank_display()}, {self.seat}"


def sitting(prefix=""):
    """The Q of mandates that run today, along a path."""
    today = clock.today()
    return Q(**{f"{prefix}since_on__lte": today}) & (
        Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": today})
    )
