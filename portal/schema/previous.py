"""Migrations that the release before bears, written in its database: it runs on, and comes back, without them.

They are rows of Django's own table, under an app that is none: whatever made the database, they fit in it.
"""

from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder

BORNE = "borne-by-the-release-before"


def borne(recorded):
    """Names app.migration that the database says borne, of the rows that it has recorded."""
    return {name for app, name in recorded if app == BORNE}


def mark(connection, nodes):
    """Those of one upgrade: an earlier one's are no longer told borne by the release before it."""
    recorder = MigrationRecorder(connection)
    with transaction.atomic(using=connection.alias):
        recorder.migration_qs.filter(app=BORNE).delete()
        for node in nodes:
            recorder.record_applied(BORNE, ".".join(node))
