"""Retention of last visits: one year."""

from django.db.models import Q

from portal.changes.models import Visit
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    return Q(seen_at__lt=start_of(limit))


def forget(visit):
    """No journal, mail or file hangs from it."""
    visit.delete()


register_keeping(
    Keeping(
        "visit",
        "Dernières visites",
        "quand vous avez ouvert pour la dernière fois un dossier ou un espace que vous suivez",
        "cette visite",
        model=Visit,
        over=over,
        deed=forget,
    )
)
