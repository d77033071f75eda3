"""Outages told from faults: the database that is away, the disk that is full, as an exception tells them."""

import errno

from django.db import DatabaseError, InterfaceError, OperationalError, connection

WAIT = 10  # seconds before one tries again
NO_ROOM = "Il n’y a plus de place pour écrire."
NO_DATABASE = "La base de données redémarre."
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
DISK_FULL = "53100"  # PostgreSQL’s own code


def sentence(fault):
    """What is away, in a sentence for people; empty when the fault is ours."""
    if isinstance(fault, OSError) and fault.errno in FULL:
        return NO_ROOM
    if isinstance(fault, DatabaseError) and getattr(fault.__cause__, "sqlstate", "") == DISK_FULL:
        return NO_ROOM
    if isinstance(fault, (OperationalError, InterfaceError)) and _is_database_away():
        return NO_DATABASE
    return ""


def _is_database_away():
    """No connection was made, or the one that there was is closed. A query that took too long leaves it open."""
    if connection.vendor != "postgresql":
        return False
    return connection.connection is None or connection.connection.closed
