"""Cache version of public data: a sum of rows, raised by triggers in the transaction of each write.

Whoever writes a watched table counts, by SQL too; a process that dies leaves nothing behind, a rollback takes it back.
A token is drawn by chance: two states of the data never have one version, in a database put back either.
"""

import secrets

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model, Sum

from portal.cache.models import PublicVersion
from portal.core.read_once import read_once

WATCHED = set()  # tables
NAME = "raise_public_version"
SPAN = 2**48  # of a token
MANY = 100  # rows of as many transactions that may wait to be put together
EVENTS = ("INSERT", "UPDATE", "DELETE")
UPSERT = (
    f"INSERT INTO {PublicVersion._meta.db_table} (writer, token) VALUES ({{}}, {{}}) "  # noqa: S608 -- our own names
    "ON CONFLICT (writer) DO UPDATE SET token = excluded.token"
)
# The key of a transaction is its own: it waits for nobody, and nobody for it.
FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    + UPSERT.format("pg_current_xact_id()::text::bigint", f"(random() * {SPAN})::bigint")
    + "; RETURN NULL; END $$"
)


def watch(*models: type[Model]) -> None:
    """Declare tables: a write to one ends what is cached. Their triggers are made by the next `migrate`."""
    WATCHED.update(model._meta.db_table for model in models)


@read_once
def current() -> int:
    """The version of what the public reads, as this transaction sees it: one query, asked once a page."""
    return int(PublicVersion.objects.aggregate(total=Sum("token"))["total"] or 0) % SPAN


def bump() -> None:
    """Raise it: for files, which are in no table, and where a cache is not believed."""
    PublicVersion.objects.create(writer=nobody(), token=secrets.randbelow(SPAN))


def put_together() -> None:
    """One row, of the same version, in place of those of each transaction."""
    rows = dict(PublicVersion.objects.values_list("pk", "token"))
    if len(rows) > MANY:
        with transaction.atomic():
            PublicVersion.objects.filter(pk__in=rows).delete()
            PublicVersion.objects.create(writer=nobody(), token=sum(rows.values()) % SPAN)


def nobody():
    return -secrets.randbelow(SPAN) - 1  # a writer that no transaction of the database is


def is_inside():
    """A transaction is open: what it reads may never be committed."""
    return connection.in_atomic_block


def install(*, using, **_):
    """The triggers of the watched tables that lack them, after `migrate`."""
    with connections[using].cursor() as cursor:
        for statement in _creation(connections[using].vendor, missing(using)):
            cursor.execute(statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The watched tables that no trigger looks at, sorted."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
                "WHERE tgname = %s AND tgenabled = 'O' AND c.relnamespace = current_schema()::regnamespace",
                [NAME],
            )
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        there = set(cursor.fetchall())
        tables = WATCHED.intersection(database.introspection.table_names(cursor))
    return [
        table
        for table in sorted(tables)
        if not there.issuperset((table, name) for name in names(database.vendor, table))
    ]


def names(vendor, table):
    """One a table on PostgreSQL; on SQLite each looks at one event, and has a name in the whole database."""
    return [NAME] if vendor == "postgresql" else [f"{NAME}_{table}_{event}" for event in EVENTS]


def _creation(vendor, tables):
    if vendor == "postgresql":
        yield FUNCTION
    for table in tables:
        if vendor == "postgresql":
            events = " OR ".join((*EVENTS, "TRUNCATE"))
            yield f"CREATE TRIGGER {NAME} AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {NAME}()"
            continue
        raised = UPSERT.format(0, f"abs(random() % {SPAN})")
        for name, event in zip(names(vendor, table), EVENTS, strict=True):
            yield f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {raised}; END"
