"""Database triggers that make the journal append-only, on SQLite and PostgreSQL (BR-23)."""

from portal.journal import Checkpoint, Entry
from portal.schema import objects

NAME = "append_only"
REFUSAL = "journal: append only"
POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION portal_{NAME}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'insufficient_privilege'; END $$
"""


def tables():
    return (Entry._meta.db_table, Checkpoint._meta.db_table)


def install(connection):
    """Refuse UPDATE and DELETE (and TRUNCATE) on the journal; may be called again."""
    remove(connection)
    _run(connection, _creation(connection.vendor))


def remove(connection):
    """For a restore or a test that tampers on purpose; `verify_journal` shows what changed."""
    _run(connection, _removal(connection.vendor))


def _creation(vendor):
    if vendor == "postgresql":
        yield POSTGRES_FUNCTION
    for table in tables():
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_{NAME} BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION portal_{NAME}()"
            )
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION portal_{NAME}()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_{NAME}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _removal(vendor):
    for table in tables():
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_{NAME} ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}"
        else:
            yield f"DROP TRIGGER IF EXISTS {table}_{NAME}_update"
            yield f"DROP TRIGGER IF EXISTS {table}_{NAME}_delete"


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


objects.register("journal", install, remove)
