"""Triggers that refuse a row under a condition, written for SQLite and for PostgreSQL."""


def create(vendor, name, table, event, condition, message):
    """The statements of a trigger that refuses a row under a condition, for either database."""
    if vendor != "postgresql":
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    result = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'insufficient_privilege'; "
        f"END IF; RETURN {result}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def install(connection, events):
    """`events`: (name, table, event, condition, message); may be called again."""
    remove(connection, events)
    with connection.cursor() as cursor:
        for event in events:
            for statement in create(connection.vendor, *event):
                cursor.execute(statement)


def remove(connection, events):
    """For a restore, or a test that tampers on purpose."""
    with connection.cursor() as cursor:
        for name, table, *_ in events:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
