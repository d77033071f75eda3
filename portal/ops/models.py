"""Last verification of the journal: when it was, what it found."""

from django.db import models
from django.db.models import Q

from portal import access
from portal.core import clock

ONLY = 1


class JournalCheck(models.Model):
    """One row: `manage.py verify_journal` writes over the result of the time before."""

    at = models.DateTimeField("le", default=clock.now)
    entries = models.PositiveBigIntegerField("lignes")
    faults = models.PositiveIntegerField("fautes")

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "vérification du journal"
        constraints = (models.CheckConstraint(condition=Q(id=ONLY), name="journal_check_one_row"),)

    def __str__(self):
        return f"{self.entries} lignes, {self.faults} faute(s)"


def keep(entries, faults):
    """The result of a verification that ended, good or bad."""
    result = {"at": clock.now(), "entries": entries, "faults": faults}
    JournalCheck.objects.update_or_create(pk=ONLY, defaults=result)
