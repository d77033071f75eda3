"""Reader errors of a file that somebody sent: a refusal with its sentence, a line of the log."""

import logging
import secrets
import traceback
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from portal.spreadsheets.sheets import Unreadable

logger = logging.getLogger("portal.spreadsheets")
# What the bytes of a file raise when they were cut or altered: nothing to look for in the log.
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    SyntaxError,
    EOFError,
    OSError,
    NotImplementedError,
    LookupError,
    ValueError,
)
# What a file breaks in the code that understands it; a database, a queue and a refusal raise other kinds.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def faults_refused(
    faults: type[Exception] | tuple[type[Exception], ...] = FAULTS,
    damages: tuple[type[Exception], ...] = (),
) -> Iterator[None]:
    """Around each function that reads such a file, as its decorator: `Unreadable` whatever the file breaks.

    The log has the place under the reference that the sender reads, without the message, which may quote a cell.
    """
    try:
        yield
    except Unreadable:
        raise
    except damages as damage:
        raise Unreadable("DAMAGED") from damage
    except faults as fault:
        reference = secrets.token_hex(2).upper()
        path = "".join(traceback.format_tb(fault.__traceback__))
        logger.error("fault %s: %s in a file\n%s", reference, type(fault).__name__, path)
        raise Unreadable("BROKEN", reference) from fault
