"""Backup: the database and the files in one encrypted archive, its restoration, and the proof that it can be."""

from contextlib import contextmanager

from django.core.management import CommandError
from django.db import OperationalError

AWAY = "La base ne répond pas\u00a0: vérifiez PostgreSQL et DATABASE_URL, puis relancez."


class BackupError(Exception):
    """What stops a backup, a restoration or a drill: one sentence for the operator, that says what to do."""


@contextmanager
def plain_errors():
    """What stops a command, as it says it."""
    try:
        yield
    except BackupError as error:
        raise CommandError(str(error)) from error
    except OperationalError as error:
        raise CommandError(AWAY) from error
