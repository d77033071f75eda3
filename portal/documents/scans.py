"""Antivirus scanning by clamd, after the commit; a file that is not scanned stays closed."""

import logging
import socket
import time
from io import BytesIO
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.tasks import task

from portal.core import clock
from portal.documents import notices
from portal.documents.models import Scanned, ScanState, StoredFile
from portal.notifications import outbox

CHUNK = 64 * 1024
PATIENCE, SHORT_PATIENCE = 30, 3  # seconds, for an analysis and for a sign of life
REST = 30  # seconds during which one that did not answer is left alone: mails and documents wait behind it
_left_alone = {}  # {address: until when}
# In two pieces: an antivirus that reads this source is not to find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"
logger = logging.getLogger("portal.documents")


class Unreadable(Exception):
    """clamd did not answer « OK » or « FOUND »."""


def first_state():
    return ScanState.PENDING if settings.ANTIVIRUS_URL else ScanState.NOT_SCANNED


def begin(stored):
    """Called once the row is committed."""
    if stored.scan_state == ScanState.PENDING:
        scan_file.enqueue(stored.pk, stored._meta.label)


@task
def scan_file(pk, label=StoredFile._meta.label):
    """One that does not answer is not waited for once more: the worker asks again, about all that waits."""
    stored = apps.get_model(label)._base_manager.filter(pk=pk).first()
    if stored and not is_left_alone() and answers():
        scan(stored)


def waiting(before=None):
    """What an absent antivirus left closed, and what came before it; a queryset of each kind of file."""
    for model in apps.get_models():
        if issubclass(model, Scanned):
            rows = model._base_manager.exclude(scan_state__in=(ScanState.CLEAN, ScanState.REFUSED))
            yield rows.filter(stored_at__lt=before) if before else rows


def scan_waiting():
    """Scan all that waits; the outcomes."""
    return [scan(stored) for rows in waiting() for stored in rows.order_by("pk")]


def answers():
    """Whether clamd answers its own PING."""
    try:
        with _connection(SHORT_PATIENCE) as clamd:
            clamd.sendall(b"zPING\0")
            is_there = clamd.recv(64).rstrip(b"\0\n") == b"PONG"
    except OSError:
        _leave_alone()
        return False
    if is_there:
        _left_alone.pop(settings.ANTIVIRUS_URL, None)
    return is_there


def is_left_alone():
    return time.monotonic() < _left_alone.get(settings.ANTIVIRUS_URL, 0)


def _leave_alone():
    _left_alone[settings.ANTIVIRUS_URL] = time.monotonic() + REST


def finds():
    """Whether clamd, given the harmless file that all antivirus know, finds it."""
    try:
        return _instream(BytesIO(EICAR), SHORT_PATIENCE).endswith(" FOUND")
    except (OSError, Unreadable):
        return False


def scan(stored):
    """Ask clamd and keep its answer. Without a clear answer nothing changes: fail closed."""
    label = f"{stored._meta.label} {stored.pk}"
    try:
        with stored.file.storage.open(stored.file.name) as content:
            answer = _instream(content)
    except (OSError, Unreadable) as error:
        logger.error("file %s not scanned: %s", label, type(error).__name__)
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            _leave_alone()
        return stored.scan_state
    state = ScanState.CLEAN if answer.endswith(" OK") else ScanState.REFUSED
    if state == ScanState.REFUSED:
        logger.warning("file %s refused by the antivirus", label)
    with transaction.atomic():
        if not _is_what_was_read(stored):
            return stored.scan_state
        stored.scan_state, stored.scanned_at = state, clock.now()
        stored.save(update_fields=("scan_state", "scanned_at"))
        if state == ScanState.REFUSED and isinstance(stored, StoredFile):
            outbox.write_once(notices.INFECTED, stored, key=str(stored.pk), topic=notices.TOPIC)
    return state


def _is_what_was_read(stored):
    """Under the lock of its row: an upload of the site may be replaced, or leave, while clamd reads it."""
    rows = type(stored)._base_manager.select_for_update(of=("self",))
    read = {"pk": stored.pk, "file": stored.file.name, "stored_at": stored.stored_at}
    return bool(rows.filter(**read).values_list("pk"))


def _instream(content, patience=PATIENCE):
    """clamd's INSTREAM: chunks with their length on four bytes, then a zero length."""
    with _connection(patience) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
        clamd.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and (piece := clamd.recv(4096)):
            answer += piece
    if not answer:
        raise ConnectionResetError
    answer = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if not answer.endswith((" OK", " FOUND")):
        raise Unreadable(answer)
    return answer


def _connection(patience=PATIENCE):
    """`tcp://host:3310` or `unix:///path/of/the/socket`."""
    address = urlsplit(settings.ANTIVIRUS_URL)
    if address.scheme == "unix":
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(patience)
        clamd.connect(address.path)
        return clamd
    return socket.create_connection((address.hostname, address.port or 3310), timeout=patience)
