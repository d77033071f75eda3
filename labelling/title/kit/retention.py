"""Retention of the register of downloads: five years after the licence (BR-79, BR-93)."""

from django.db.models import Q

from labelling.title.kit.models import AssetDownload
from portal.retention.registry import Keeping, register_keeping


def contested():
    """BR-93: an open appeal of the organism may turn on what it took."""
    return Q(organism__appeals__isnull=False, organism__appeals__closed_on=None)


def erase(line):
    """The one way out of a register that is only added to."""
    rows = AssetDownload.objects.filter(pk=line.pk)
    rows._raw_delete(rows.db)


register_keeping(
    Keeping(
        "kit_download",
        "Registre des téléchargements du kit",
        "qui a pris quel fichier, quand, pour quel organisme",
        "la fin de la licence, ou le téléchargement quand il n’y en a pas",
        model=AssetDownload,
        over=lambda _limit: Q(),  # each line has its own day, written when it was taken
        until="keep_until_on",
        held=contested,
        deed=erase,
    )
)
