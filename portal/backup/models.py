"""Model: an outcome of a backup, of a restore drill or of a check of the files, as its command ended."""

from datetime import timedelta

from django.db import models

from portal import access
from portal.access import Visibility
from portal.access.models import Role
from portal.core import clock

KEPT = timedelta(days=400)


class BackupRun(models.Model):
    """Written by the commands alone, one row each time one ends."""

    class Kind(models.TextChoices):
        BACKUP = "backup", "sauvegarde"
        DRILL = "drill", "essai de restauration"
        DRIFT = "files", "vérification des fichiers"

    kind = models.CharField("nature", max_length=6, choices=Kind)
    started_at = models.DateTimeField("commencée le")
    ended_at = models.DateTimeField("finie le", default=clock.now)
    is_good = models.BooleanField("réussie")
    said = models.CharField("ce qu’elle a dit", max_length=500)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility(
            "l’administration technique", "parce qu’elle garde les sauvegardes", role=Role.TECH
        ),
        Visibility(
            "le référent label", "parce qu’il répond de la mise en service", role=Role.REFERENT
        ),
    )

    class Meta:
        verbose_name = "passage des sauvegardes"
        verbose_name_plural = "passages des sauvegardes"
        ordering = ("-ended_at", "-pk")
        indexes = (models.Index(fields=("kind", "-ended_at"), name="backup_run_latest"),)

    def __str__(self):
        return self.get_kind_display()


def record(kind, *, started_at, is_good, said):
    """Keep how a command ended; what is more than 400 days old leaves."""
    BackupRun.objects.filter(ended_at__lt=clock.now() - KEPT).delete()
    most = BackupRun._meta.get_field("said").max_length
    return BackupRun.objects.create(
        kind=kind, started_at=started_at, is_good=is_good, said=said[:most]
    )


def latest(kind, *, is_good=None):
    """The last run of this kind, or the last good one; None before the first."""
    rows = BackupRun.objects.filter(kind=kind)
    return (rows if is_good is None else rows.filter(is_good=is_good)).first()
