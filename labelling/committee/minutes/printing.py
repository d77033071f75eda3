"""Retries of the PDF of minutes and addenda: at the delays of mails, then the office is told."""

import logging

from labelling.committee import notices
from portal.core import clock
from portal.notifications import outbox
from portal.notifications.delivery import RETRIES
from portal.workflow import acting, audit_log

logger = logging.getLogger("labelling.committee")


def tried(session, what, make, *, task, args, attempt):
    """`make()`; when it fails, `task` is asked again with `args` and one more attempt, or is given up.

    What was given up is asked again each morning (`correcting.print_missing`).
    """
    try:
        make()
    except Exception:
        logger.exception("%s of %s not printed", what, session.reference)
        if attempt >= len(RETRIES):
            _give_up(session, what, attempt + 1)
        elif task.get_backend().supports_defer:
            later = task.using(run_after=clock.now() + RETRIES[attempt])
            later.enqueue(*args, attempt=attempt + 1)


def _give_up(session, what, attempts):
    sentence = f"renonce jusqu’à demain à préparer le PDF {what}, après {attempts} essais"
    with acting(session, by=None, act="print_failed", sentence=sentence):
        pass
    entry = audit_log.entries_of(session).first()
    outbox.write(notices.PRINT_FAILED, session, entry, topic="labelling/committee")
