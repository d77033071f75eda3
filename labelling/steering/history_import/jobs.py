"""Reading of large tracking files by the worker: taken by one, told in lines, cancelled, taken again after a stop."""

import logging

from django.db import transaction

from labelling.steering.history_import.matching import actions
from labelling.steering.history_import.models import TrackingImport
from labelling.steering.history_import.reader.tables.corrections import Matching
from portal.ops.queues import Cancelled, Queue
from portal.ops.worker import each_turn
from portal.spreadsheets.sheets import Unreadable
from portal.ui import words
from portal.workflow import acting

logger = logging.getLogger("labelling.steering.history_import")
QUEUE = Queue(TrackingImport, asked="to_read_at", seen="read_since")
BROKEN = "La lecture de ce fichier a échoué. Séparez-le en deux, ou enregistrez-le dans un classeur neuf."


@each_turn
def read_what_waits():
    """One file a turn: the mails and the clock go on between two."""
    if one := QUEUE.next():
        read(one)


def read(one):
    """What was asked while it was being read is not what this reading gives: it is left, and read again."""
    try:
        matching = Matching.from_json(one.matching)
        found = actions.read(
            bytes(one.file),
            matching,
            lambda rows: QUEUE.tell(one, rows_total=rows),
            lambda n: QUEUE.tell(one, rows_read=n),
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


def _keep(one, content, reading):
    many = words.count(one.rows_total, "ligne", "lignes")
    with transaction.atomic():
        if not QUEUE.asked(one).select_for_update().exists():
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
        if not QUEUE.asked(one).select_for_update().exists():
            return
        one.workflow.fire(one, "abandon")
        TrackingImport.objects.filter(pk=one.pk).update(refusal=sentence)
