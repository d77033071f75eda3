"""Facts of a database at an instant, told alike of the original and of what is restored."""

import hashlib
import tomllib

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.backup import answers, postgres, sqlite
from portal.core import clock
from portal.schema.versions import OURS
from portal.workflow import audit_log, comparing


def engine():
    """The module `postgres` or `sqlite`: the same functions."""
    return postgres if connection.vendor == postgres.CODE else sqlite


FOLDERS = ("portal", "labelling", "observatory", "community", "home", "templates", "static")


def version():
    """That of the code, as pyproject.toml says it."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]


def code_digest():
    """The same for two copies of the code that write the same pages."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def gather(at):
    """Counts by table, migrations received, answers to strangers as of `at`."""
    with clock.at(at):
        return {
            "migrations": migrations(),
            "counts": counts(),
            "answers": answers.digests(),
        }


def counts():
    """{table: rows}, but of the cache, which any page may write."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - {settings.TABLE["LOCATION"]}
        return {table: _count(cursor, table) for table in sorted(tables)}


def _count(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name of the schema
    return cursor.fetchone()[0]


def migrations():
    """Sorted names of ours that the database has received."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in OURS)


def journal_faults():
    """As `verify_journal` tells them, in a line each."""
    faults = audit_log.broken() + comparing.contradicted()
    return [f"{kind} {key}, rang {index}\u00a0: {what}" for (kind, key), index, what in faults]
