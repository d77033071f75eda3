"""Model: page views of a practice on a day: no address, no cookie, no person."""

from django.db import models

from observatory.practices.visibility import office_visibility
from portal import access
from portal.access import Visibility
from portal.models import Role

WHY = "parce qu’il suit la vie de l’observatoire"


class PracticePageViews(models.Model):
    """Written by the worker only, from the counts of the processes."""

    practice = models.ForeignKey(
        "observatory.GoodPractice",
        models.CASCADE,
        related_name="page_views",
        verbose_name="pratique",
    )
    day = models.DateField("jour")
    count = models.PositiveIntegerField("lectures", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = (
        *office_visibility(WHY),
        Visibility("la Dircom", "parce qu’elle suit la vie de l’observatoire", role=Role.DIRCOM),
    )

    class Meta:
        verbose_name = "lectures d’une pratique"
        verbose_name_plural = "lectures des pratiques"
        ordering = ("practice", "day")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "day"), name="practice_page_views_once_a_day"
            ),
        )
        indexes = (models.Index(fields=("day",), name="practice_page_views_day"),)

    def __str__(self):
        return f"{self.count} le {self.day}"
