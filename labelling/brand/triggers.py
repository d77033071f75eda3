"""Database triggers: a published charter or règlement d’usage does not change, even through SQL."""

from labelling.brand.models import BrandCharterVersion, UsageRulesVersion
from labelling.brand.publishing import LIFE
from portal.schema import objects

TABLES = tuple(model._meta.db_table for model in (BrandCharterVersion, UsageRulesVersion))
FROZEN = "brand: published versions do not change"
KEPT = "OLD.state IN ('published', 'recalled')"


def install(connection):
    """May be called again. On SQLite deletions are left to the models: its flush is a DELETE."""
    remove(connection)
    with connection.cursor() as cursor:
        for name, table, event in _all(connection.vendor):
            condition = KEPT if event == "DELETE" else f"{KEPT} AND NOT ({_recall(cursor, table)})"
            for statement in _creation(connection.vendor, name, table, event, condition):
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


def _recall(cursor, table):
    """SQL that is true of a recall and of nothing else; columns as they stand in the database."""
    same = "IS NOT DISTINCT FROM" if cursor.db.vendor == "postgresql" else "IS"
    described = cursor.db.introspection.get_table_description(cursor, table)
    columns = sorted(row.name for row in described if row.name not in LIFE)
    kept = [f"NEW.{name} {same} OLD.{name}" for name in columns]
    return " AND ".join(["OLD.state IN ('published')", "NEW.state IN ('recalled')", *kept])


def _creation(vendor, name, table, event, condition):
    if vendor != "postgresql":
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        )
        return
    result = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{FROZEN}' "
        f"USING ERRCODE = 'insufficient_privilege'; END IF; RETURN {result}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


objects.register("brand", install, remove)
