"""Database triggers: a published charter or règlement d’usage does not change, even through SQL."""

from labelling.brand.models import BrandCharterVersion, UsageRulesVersion

TABLES = tuple(model._meta.db_table for model in (BrandCharterVersion, UsageRulesVersion))
FROZEN = "brand: published versions do not change"


def install(connection):
    """May be called again. On SQLite deletions are left to the models: its flush is a DELETE."""
    remove(connection)
    with connection.cursor() as cursor:
        for name, table, event in _all(connection.vendor):
            for statement in _creation(connection.vendor, name, table, event):
                cursor.execute(statement)


def remove(connection):
    with connection.cursor() as cursor:
        for name, table, _ in _all(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _all(vendor):
    """(trigger, table, event)."""
    events = ("UPDATE", "DELETE") if vendor == "postgresql" else ("UPDATE",)
    return [
        (f"{table}_frozen_{event.lower()}", table, event) for table in TABLES for event in events
    ]


def _creation(vendor, name, table, event):
    if vendor != "postgresql":
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN OLD.state IN ('published') "
            f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        )
        return
    result = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.state IN ('published') THEN RAISE EXCEPTION '{FROZEN}' "
        f"USING ERRCODE = 'insufficient_privilege'; END IF; RETURN {result}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
