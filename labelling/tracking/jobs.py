"""Reading of large tracking files by the worker: taken by one, told in lines, cancelled, taken again after a stop."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from labelling.tracking import file_reading
from labelling.tracking.models import TrackingImport
from labelling.tracking_files.matching import Matching
from portal.core import clock
from portal.ops.worker import each_turn
from portal.spreadsheets.sheets import Unreadable
from portal.ui import words
from portal.workflow import acting

logger = logging.getLogger("labelling.tracking")
LEASE = timedelta(minutes=3)  # without a sign from who reads: another worker begins again
BROKEN = "La lecture de ce fichier a échoué. Séparez-le en deux, ou enregistrez-le dans un classeur neuf."


class Cancelled(Exception):
    """The import was abandoned, or its matching corrected, while its file was read."""


@each_turn
def read_what_waits():
    """One file a turn: the mails and the clock go on between two."""
    key = waiting().values_list("pk", flat=True).first()
    if key is not None and take(key):
        read(TrackingImport.objects.get(pk=key))


def waiting():
    """Those that no worker reads, the oldest asked first."""
    return TrackingImport.objects.filter(_is_free(), to_read_at__isnull=False).order_by(
        "to_read_at", "pk"
    )


def _is_free():
    return Q(read_since=None) | Q(read_since__lt=clock.now() - LEASE)


def take(key):
    """Whether this worker is the one: of two that saw it free, the second writes nothing."""
    rows = TrackingImport.objects.filter(_is_free(), pk=key, to_read_at__isnull=False)
    return bool(rows.update(read_since=clock.now()))


def read(one):
    """What was asked while it was being read is not what this reading gives: it is left, and read again."""
    try:
        matching = Matching.from_json(one.matching)
        found = file_reading.read(
            bytes(one.file),
            matching,
            lambda rows: _tell(one, rows_total=rows),
            lambda n: _tell(one, rows_read=n),
        )
    except Cancelled:
        return
    except Unreadable as unreadable:
        _refuse(one, unreadable.sentence)
    except Exception:
        logger.exception("tracking: %s cannot be read", one.reference)
        _refuse(one, BROKEN)
    else:
        _keep(one, *found)


def _asked(one):
    return TrackingImport.objects.filter(pk=one.pk, to_read_at=one.to_read_at)


def _tell(one, **progress):
    for name, value in progress.items():
        setattr(one, name, value)
    if not _asked(one).update(read_since=clock.now(), **progress):
        raise Cancelled


def _keep(one, content, reading):
    many = words.count(one.rows_total, "ligne", "lignes")
    with transaction.atomic():
        if not _asked(one).select_for_update().exists():
            return
        with acting(
            one, by=None, act="read", sentence=f"a fini de lire le suivi ({many})"
        ) as current:
            current.content, current.reading = content, reading
            current.to_read_at = current.read_since = None
            current.rows_read = current.rows_total


def _refuse(one, sentence):
    """The importer reads why on its page; its file is erased as that of any import abandoned."""
    with transaction.atomic():
        if not _asked(one).select_for_update().exists():
            return
        one.workflow.fire(one, "abandon")
        TrackingImport.objects.filter(pk=one.pk).update(refusal=sentence)
