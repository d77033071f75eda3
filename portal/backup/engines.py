"""Engine of the database in use, as backups and restorations ask it."""

from django.db import connection

from portal.backup import postgres, sqlite


def engine():
    """The module `postgres` or `sqlite`: the same functions."""
    return postgres if connection.vendor == postgres.CODE else sqlite
