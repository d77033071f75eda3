"""Models: a public page that was read, and how many times on a day: no address of a reader, no cookie, no person."""

from django.db import models

from portal import access
from portal.access import Visibility
from portal.models import Role

WHY = "parce qu’il suit l’audience du site"
READERS = (
    Visibility("la Dircom", "parce qu’elle édite le site", role=Role.DIRCOM),
    Visibility("le référent label", WHY, role=Role.REFERENT),
    Visibility("le suppléant du référent", WHY, role=Role.DEPUTY),
)


class ViewedPage(models.Model):
    """Known from its first view on; its title and section are those of the last one."""

    class Section(models.TextChoices):
        FRONT = "front", "Accueil"
        LABEL = "label", "Le label"
        TENANTS = "tenants", "Locataires"
        DIRECTORY = "directory", "Annuaire"
        PRACTICES = "practices", "Observatoire"
        NEWS = "news", "Ce qui se passe"
        SITE = "site", "Le site"

    path = models.CharField("adresse", max_length=500, unique=True)
    title = models.CharField("page", max_length=255)
    section = models.CharField("rubrique", max_length=10, choices=Section)

    objects = access.QuerySet.as_manager()
    visibilities = READERS

    class Meta:
        verbose_name = "page lue"
        verbose_name_plural = "pages lues"
        ordering = ("path",)

    def __str__(self):
        return self.title


class PageViews(models.Model):
    """Written by the worker only; those of old years are told by month (`home.page_views.jobs`)."""

    page = models.ForeignKey(
        ViewedPage, models.CASCADE, related_name="views", verbose_name="page", db_index=False
    )
    day = models.DateField("jour")
    count = models.PositiveIntegerField("lectures", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = READERS

    class Meta:
        verbose_name = "lectures d’une page"
        verbose_name_plural = "lectures des pages"
        ordering = ("page", "day")
        constraints = (
            models.UniqueConstraint(fields=("page", "day"), name="page_views_once_a_day"),
        )
        indexes = (models.Index(fields=("day",), name="page_views_day"),)

    def __str__(self):
        return f"{self.count} le {self.day}"
