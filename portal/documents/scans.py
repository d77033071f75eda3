"""Antivirus scanning by clamd, after the commit; a file that is not scanned stays closed."""

import logging
import socket
import time
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.tasks import task

from portal.core import clock
from portal.documents import notices
from portal.documents.models import ScanState, StoredFile
from portal.documents.storage import private_storage
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
        scan_file.enqueue(stored.pk)


@task
def scan_file(pk):
    """One that does not answer is not waited for once more: the worker asks again, about all that waits."""
    if not is_left_alone() and answers():
        scan(StoredFile.objects.get(pk=pk))


def waiting():
    """What an absent antivirus left closed, and what came before it."""
    return StoredFile.objects.exclude(scan_state__in=(ScanState.CLEAN, ScanState.REFUSED))


def scan_waiting():
    """Scan all that waits; the outcomes."""
    return [scan(stored) for stored in waiting().order_by("pk")]


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
    try:
        with private_storage().open(stored.file.name) as content:
            answer = _instream(content)
    except (OSError, Unreadable) as error:
        logger.error("file %s not scanned: %s", stored.pk, type(error).__name__)
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            _leave_alone()
        return stored.scan_state
    state = ScanState.CLEAN if answer.endswith(" OK") else ScanState.REFUSED
    if state == ScanState.REFUSED:
        logger.warning("file %s refused by the antivirus", stored.pk)
    stored.scan_state, stored.scanned_at = state, clock.now()
    with transaction.atomic():
        stored.save(update_fields=("scan_state", "scanned_at"))
        if state == ScanState.REFUSED:
            outbox.write_once(notices.INFECTED, stored, key=str(stored.pk), topic=notices.TOPIC)
    return state


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
