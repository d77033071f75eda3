"""Large stock files read, then written, by the worker: told in lines, cancelled, taken again after a stop."""

import logging

from django.db import transaction

from labelling.path.stock.imports import actions, parts
from labelling.path.stock.models import StockImport
from labelling.path.stock.search_sources import index_written
from portal.ops.queues import Cancelled, Queue
from portal.ops.worker import each_turn
from portal.spreadsheets.sheets import Unreadable
from portal.workflow import Refused

logger = logging.getLogger("labelling.path.stock")
QUEUE = Queue(StockImport, asked="asked_at", seen="seen_at")
S = StockImport.State
BROKEN = "La lecture de ce fichier a échoué. Séparez-le en deux, ou enregistrez-le dans un classeur neuf."
UNWRITTEN = "L’import a échoué et rien n’est écrit. Confirmez-le de nouveau."


@each_turn
def work_on_what_waits():
    """One file a turn: the mails and the clock go on between two."""
    if one := QUEUE.next():
        (read if one.status == S.READING else write)(one)


def read(one):
    """What was asked while it was being read is not what this reading gives: it is left, and read again."""
    try:
        report = actions.read_large(one, lambda **progress: QUEUE.tell(one, **progress))
    except Cancelled:
        one.parts.all().delete()
    except Unreadable as unreadable:
        _keep(one, S.EMPTY, refusal=unreadable.sentence, file=None)
    except Exception:
        logger.exception("stock: import %s cannot be read", one.pk)
        _keep(one, S.EMPTY, refusal=BROKEN, file=None)
    else:
        _keep(one, S.EMPTY if report["is_empty"] else S.PREVIEWED, report=report)


def write(one):
    """All of it or nothing; whoever confirmed it reads why on its page."""
    try:
        named = parts.codes_of(one)  # before the transaction, which nobody else of SQLite writes in
        with transaction.atomic():
            actions.write_large(one, named, lambda: QUEUE.check(one))
            # Held from here on alone: until then, whoever confirmed it may stop it.
            if not QUEUE.asked(one).select_for_update().exists():
                raise Cancelled
            actions.finish(one)
    except Cancelled:
        logger.info("stock: import %s stopped, nothing is written", one.pk)
    except Refused as refused:
        _keep(one, S.PREVIEWED, refusal=str(refused))
    except Exception:
        logger.exception("stock: import %s cannot be written", one.pk)
        _keep(one, S.PREVIEWED, refusal=UNWRITTEN)
    else:  # each part in its own transaction: the stock waits for none
        index_written(one.dossier.organism.residences.all())


def _keep(one, status, **facts):
    """Where it was abandoned meanwhile, or asked otherwise, nothing is kept."""
    QUEUE.asked(one).update(status=status, asked_at=None, seen_at=None, **facts)
