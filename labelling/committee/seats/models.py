"""Models: seat of the committee, and its holders with their dates."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.organisms.affiliations import sitting
from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import User
from portal.ui import words

__all__ = ("CommitteeSeat", "SeatHolder", "sitting")


class CommitteeSeat(models.Model):
    """A seat: one voice, whoever sits (BR-48). How many there are is data."""

    class Function(models.TextChoices):
        NONE = "none", "aucune"
        CHAIR = "chair", "présidence"
        VICE_CHAIR = "vice_chair", "vice-présidence"

    code = models.CharField("code", max_length=10, unique=True)
    label = models.CharField("siège", max_length=160)
    college = models.CharField("collège", max_length=80)
    order = models.PositiveSmallIntegerField("ordre", default=100)
    is_chair = models.BooleanField("présidence", default=False)
    is_vice_chair = models.BooleanField("vice-présidence", default=False)
    is_active = models.BooleanField("siège en activité", default=True)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("tout le monde", "parce que la composition du comité est publique", public=True),
    )

    class Meta:
        verbose_name = "siège"
        ordering = ("order", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("is_chair",),
                condition=Q(is_active=True, is_chair=True),
                name="seat_one_chair",
            ),
            models.UniqueConstraint(
                fields=("is_vice_chair",),
                condition=Q(is_active=True, is_vice_chair=True),
                name="seat_one_vice_chair",
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(is_vice_chair=False), name="seat_one_function"
            ),
        )

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("labelling:committee_seat_history", args=[self.code])

    @property
    def function(self):
        if self.is_chair:
            return self.Function.CHAIR
        return self.Function.VICE_CHAIR if self.is_vice_chair else self.Function.NONE


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
    ended_at = models.DateTimeField("fini dès ce moment", null=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(until_on__isnull=False),
                name="mandate_ended_has_its_day",
            ),
        )

    def __str__(self):
        return f"{self.user}, {self.get_rank_display()}, {self.seat}"

    @property
    def period(self):
        """« depuis le 2 nov. 2026 », « du 2 nov. 2026 au 3 déc. 2026 »."""
        since = words.day(self.since_on, short=True)
        if self.until_on is None:
            return f"depuis le {since}"
        at = f" à {words.hour(self.ended_at)}" if self.ended_at else ""
        return f"du {since} au {words.day(self.until_on, short=True)}{at}"
