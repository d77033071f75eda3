"""Incoming mails: read within limits, offered to each receiver, never twice."""

import hashlib
import logging
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, transaction

from portal.core import clock
from portal.mail_desk import RECEIVERS
from portal.mail_desk.models import Received
from portal.ops import worker

logger = logging.getLogger("portal.mail_desk")
TOO_BIG, REPEATED, UNREADABLE, FAILED = "trop gros", "déjà reçu", "illisible", "en échec"
KEPT = timedelta(days=60)  # longer than any mail server tries again
HEAD = 100_000  # bytes of the lines of a mail too big to be read
A_TURN = 50  # mails of the folder a minute


def receive(raw):
    """The outcome of a mail given as bytes: a receiver's name, "" when it is nobody's.

    Whatever the bytes are, nothing breaks; only a database that is away does (the mail is then
    to be given again).
    """
    is_cut = len(raw) > settings.MAIL_RECEIVED_LIMIT
    with transaction.atomic():
        row, is_new = Received.objects.get_or_create(digest=_digest(raw))
        if not is_new:
            return REPEATED
        row.outcome = (_offered(raw, is_cut) or (TOO_BIG if is_cut else ""))[:100]
        row.save(update_fields=["outcome"])
    return row.outcome


def _digest(raw):
    """Of what a mail server leaves as it was: its own lines are added above, its text stays."""
    _, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    name = next((one for one in raw.splitlines() if one.lower().startswith(b"message-id:")), b"")
    return hashlib.sha256(name.strip() + b"\n" + body).hexdigest()


def _offered(raw, is_cut):
    """Of a mail over the limit the head alone is given, marked: whoever it is for says that it is too heavy."""
    try:
        head = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")[0]
        given = head[:HEAD] + b"\n\n" if is_cut else raw
        message = message_from_bytes(given, policy=policy.default)
        message.is_cut = is_cut
    except Exception:  # the parser's own mistakes on what nobody should send
        logger.warning("received mail: unreadable")
        return UNREADABLE
    outcome = ""
    for function in RECEIVERS:
        name = f"{function.__module__}.{function.__name__}"
        try:
            if _taken(function, message):
                return name
        except OperationalError:
            raise
        except Exception as error:  # its text may hold the mail's: neither is logged
            logger.warning("received mail: %s failed: %s", name, type(error).__name__)
            outcome = FAILED
    return outcome


class _Refused(Exception):
    """Undoes what a receiver wrote before it said no."""


def _taken(function, message):
    try:
        with transaction.atomic():
            if function(message):
                return True
            raise _Refused
    except _Refused:
        return False


@worker.often
def read_inbox():
    """The mails of the maildir MAIL_INBOX: those that were dealt with go, the others move to « cur »."""
    if not settings.MAIL_INBOX:
        return 0
    folder = Path(settings.MAIL_INBOX)
    paths = sorted((folder / "new").glob("*"))[:A_TURN]
    for path in paths:
        with path.open("rb") as file:
            raw = file.read(settings.MAIL_RECEIVED_LIMIT + 1)
        if receive(raw) in ("", TOO_BIG, UNREADABLE, FAILED):
            (folder / "cur").mkdir(exist_ok=True)
            path.replace(folder / "cur" / f"{path.name}:2,")
        else:
            path.unlink()
    return len(paths)


@worker.daily
def forget_received():
    Received.objects.filter(at__lt=clock.now() - KEPT).delete()
