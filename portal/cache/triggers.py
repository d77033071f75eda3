"""Triggers that raise the version of a watched table, whoever writes it, in the transaction of that write."""

from portal.cache.models import PublicVersion

NAME = "raise_public_version"
SPAN = 2**48  # of a token: two states of a table never share one by chance
EVENTS = ("INSERT", "UPDATE", "DELETE")
UPSERT = (
    f"INSERT INTO {PublicVersion._meta.db_table} (writer, name, token) VALUES ({{}}, {{}}, {{}}) "  # noqa: S608 -- our own names
    "ON CONFLICT (writer, name) DO UPDATE SET token = excluded.token"
)
# The key of a transaction is its own: it waits for nobody, and nobody for it.
FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    + UPSERT.format(
        "pg_current_xact_id()::text::bigint", "TG_TABLE_NAME", f"(random() * {SPAN})::bigint"
    )
    + "; RETURN NULL; END $$"
)


def install(connection, tables):
    """Of these tables, those that lack theirs."""
    with connection.cursor() as cursor:
        lacking = missing(cursor, connection, tables)
        if lacking and connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in lacking:
            for statement in _creation(connection.vendor, table):
                cursor.execute(statement)


def remove(connection, tables):
    """For a test that writes as a table without one would be written."""
    with connection.cursor() as cursor:
        for table in tables:
            for name in _names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(cursor, connection, tables):
    """Those of the tables there that lack a trigger, sorted."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
            "WHERE tgname = %s AND tgenabled = 'O' AND c.relnamespace = current_schema()::regnamespace",
            [NAME],
        )
    else:
        cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
    there = set(cursor.fetchall())
    made = set(connection.introspection.table_names(cursor)).intersection(tables)
    return [
        table
        for table in sorted(made)
        if not there.issuperset((table, name) for name in _names(connection.vendor, table))
    ]


def _names(vendor, table):
    """One a table on PostgreSQL; on SQLite each looks at one event, and has a name in the whole database."""
    return [NAME] if vendor == "postgresql" else [f"{NAME}_{table}_{event}" for event in EVENTS]


def _creation(vendor, table):
    if vendor == "postgresql":
        events = " OR ".join((*EVENTS, "TRUNCATE"))
        yield f"CREATE TRIGGER {NAME} AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {NAME}()"
        return
    raised = UPSERT.format(0, f"'{table}'", f"abs(random() % {SPAN})")
    for name, event in zip(_names(vendor, table), EVENTS, strict=True):
        yield f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {raised}; END"
