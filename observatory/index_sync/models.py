"""Models: index jobs, checks of the index, and the row that serves as its write lock."""

from django.db import models

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

OFFICE = (
    Visibility("le référent label", "parce qu’il règle la recherche", role=Role.REFERENT),
    Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
)


class IndexJob(models.Model):
    """A practice whose entry has changed: the index takes its state at sending, or forgets it.

    Written in the transaction of the change; no foreign key, since the practice may be gone. It is
    deleted when it is done; given up, it stays until somebody asks again or its practice is sent.
    """

    practice_number = models.BigIntegerField("numéro de la fiche", db_index=True)
    asked_at = models.DateTimeField("demandée le", default=clock.now)
    not_before = models.DateTimeField("pas avant", default=clock.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    is_given_up = models.BooleanField("abandonnée", default=False)
    error = models.CharField("dernière erreur", max_length=200, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "mise à jour de l’index"
        verbose_name_plural = "mises à jour de l’index"
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("not_before",), condition=models.Q(is_given_up=False), name="index_job_due"
            ),
        )

    def __str__(self):
        return f"fiche {self.practice_number}"


class SearchIndex(models.Model):
    """An index by its name in the cluster; the lock of this row keeps writers apart."""

    name = models.CharField("nom", max_length=80, unique=True)
    built_at = models.DateTimeField("construit le", null=True)
    built_seconds = models.FloatField("durée de la construction", default=0)
    sheets = models.PositiveIntegerField("fiches à la construction", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "index de recherche"
        verbose_name_plural = "index de recherche"
        ordering = ("name",)

    def __str__(self):
        return self.name


class IndexCheck(models.Model):
    """A comparison of the index with the public practices: what differed and was repaired."""

    at = models.DateTimeField("le", default=clock.now)
    sheets = models.PositiveIntegerField("fiches publiques", default=0)
    missing = models.PositiveIntegerField("absentes", default=0)
    stale = models.PositiveIntegerField("périmées", default=0)
    surplus = models.PositiveIntegerField("en trop", default=0)
    seconds = models.FloatField("durée", default=0)
    error = models.CharField("ce qui a empêché", max_length=200, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = OFFICE

    class Meta:
        verbose_name = "vérification de l’index"
        verbose_name_plural = "vérifications de l’index"
        ordering = ("-pk",)

    def __str__(self):
        return f"{self.drift} écarts"

    @property
    def drift(self):
        return self.missing + self.stale + self.surplus
