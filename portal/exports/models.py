"""Prepared table: a long list that the worker writes into a file, for whoever asked for it alone, for a day."""

import hashlib
import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.access import affiliations
from portal.core import clock
from portal.documents.storage import private_storage, random_name

OWN = (access.Visibility("qui l’a demandé", "parce que ce fichier est à vous", path="asker"),)


def standing_of(user):
    """A digest of what binds them today: a file made under other rights is not given."""
    bound = repr((user.pk, sorted(affiliations.binding(user))))
    return hashlib.sha256(bound.encode()).hexdigest()


class PreparedTable(models.Model):
    """`address` is that of the list, with its filters."""

    class Extension(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        ODS = "ods", "ODS"
        CSV = "csv", "CSV"

    class Status(models.TextChoices):
        WAITING = "waiting", "en attente"
        WRITING = "writing", "en cours"
        READY = "ready", "prêt"
        FAILED = "failed", "abandonné"

    UNDER_WAY = (Status.WAITING, Status.WRITING)

    token = models.UUIDField("jeton", default=uuid.uuid4, unique=True, editable=False)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.CharField("liste", max_length=1000)
    title = models.CharField("titre", max_length=120)
    extension = models.CharField("format", max_length=4, choices=Extension)
    status = models.CharField("suite", max_length=7, choices=Status, default=Status.WAITING)
    standing = models.CharField("empreinte des droits", max_length=64)
    total = models.PositiveIntegerField("lignes", default=0)
    done = models.PositiveIntegerField("lignes écrites", default=0)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    asked_at = models.DateTimeField("demandé le", default=clock.now)
    moved_at = models.DateTimeField("avancé le", default=clock.now)
    file = models.FileField(
        "fichier", storage=private_storage, upload_to=random_name, max_length=100, blank=True
    )
    name = models.CharField("nom du fichier", max_length=255, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = OWN

    class Meta:
        verbose_name = "tableau préparé"
        verbose_name_plural = "tableaux préparés"
        ordering = ("pk",)
        indexes = (models.Index(fields=("asked_at",), name="prepared_table_asked"),)
        constraints = (
            models.UniqueConstraint(
                fields=("asker", "address", "extension"),
                condition=Q(status__in=("waiting", "writing")),
                name="prepared_table_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="ready") & ~Q(file="") | ~Q(status="ready") & Q(file=""),
                name="prepared_table_ready_with_its_file",
            ),
        )

    def __str__(self):
        return f"{self.title} ({self.get_extension_display()})"

    def get_absolute_url(self):
        return reverse("prepared_table", args=[self.token])

    @property
    def is_under_way(self):
        return self.status in self.UNDER_WAY

    @property
    def is_ready(self):
        return self.status == self.Status.READY


def erase(row):
    """The row, then the file once it is sure."""
    name, storage = row.file.name, row.file.storage
    row.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
