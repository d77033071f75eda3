"""Outages recognised from an exception: the database that is away, the disk that is full."""

import errno

from django.db import DatabaseError, InterfaceError, OperationalError

WAIT = 10  # seconds before one tries again
NO_ROOM = "Il n’y a plus de place pour écrire."
NO_DATABASE = "La base de données redémarre."
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
DISK_FULL = "53100"  # PostgreSQL’s own codes
SHUT = (
    "08",
    "57P",
)  # no connection, or one that is being ended; a query that took too long is 57014


def sentence(fault):
    """What is away, in a sentence for people; empty when the fault is ours."""
    if isinstance(fault, OSError) and fault.errno in FULL:
        return NO_ROOM
    if isinstance(fault, DatabaseError | InterfaceError):
        return _of_the_database(fault)
    return ""


def _of_the_database(fault):
    """By the fault alone: meanwhile the database may be back. One that says no code had no connection."""
    if not hasattr(fault.__cause__, "sqlstate"):
        return ""
    code = fault.__cause__.sqlstate
    if code == DISK_FULL:
        return NO_ROOM
    is_lost = isinstance(fault, OperationalError | InterfaceError) and code is None
    return NO_DATABASE if is_lost or (code or "").startswith(SHUT) else ""
