"""Daily digest of a space: its new questions, sent once to each member."""

from datetime import datetime, time, timedelta

from django.db import models

from community.threads.models import Thread
from portal import access
from portal.access import through
from portal.core import clock


class SpaceDigest(models.Model):
    """Questions asked in a space between two digests; one a day at most."""

    space = models.ForeignKey("community.Space", models.CASCADE, related_name="digests")
    day = models.DateField("jour")
    since_at = models.DateTimeField("depuis")
    until_at = models.DateTimeField("jusqu’à")

    objects = access.QuerySet.as_manager()
    visibilities = through("space")

    class Meta:
        verbose_name = "lettre d’un espace"
        verbose_name_plural = "lettres des espaces"
        ordering = ("-day", "pk")
        constraints = (models.UniqueConstraint(fields=("space", "day"), name="space_digest_once"),)

    def __str__(self):
        return f"{self.space}, {self.day}"

    def get_absolute_url(self):
        return f"{self.space.get_absolute_url()}questions/"

    @property
    def questions(self):
        """Those that may still be read."""
        rows = Thread.objects.filter(
            space=self.space_id,
            created_at__gte=self.since_at,
            created_at__lt=self.until_at,
            is_hidden=False,
        )
        return rows.select_related("space").order_by("created_at", "pk")


def morning():
    """Limit between two digests: midnight in Paris."""
    return datetime.combine(clock.today(), time(0), tzinfo=clock.PARIS)


def last_limit(space):
    """End of the last digest; the day before, for a space without any."""
    last = SpaceDigest.objects.filter(space=space).order_by("-day").first()
    return last.until_at if last else morning() - timedelta(days=1)
