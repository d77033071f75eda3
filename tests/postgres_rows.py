"""Rows of the tests' PostgreSQL: kept once, put back after a flush where they have changed.

TRUNCATE makes new files for each of three hundred tables, and most of what a test begins with it leaves as it was:
only a table whose rows are not those that were kept is emptied and filled again. A row that is written has another
`xmin`; their sum and the count of rows tell a table as it was.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, transaction

from observatory.search import full_text
from portal.schema import triggers

# Never written by most tests: a table without a page is not read at all.
WRITTEN = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace "
    "AND pg_relation_size(oid) > 0"
)
# Those of the foreign keys are PostgreSQL's own; one that is disabled is not there.
TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
UNWRITTEN = (0, None)


@dataclass
class Kept:
    """The rows of each table, and what tells that it still holds them."""

    rows: dict = field(default_factory=dict)  # {table: (INSERT, its rows)}
    marks: dict = field(default_factory=dict)  # {table: (count, sum of the xmin)}


def kept():
    found = Kept(marks=_marks())
    for table, model in _ours().items():
        if table in found.marks:
            columns = [one.column for one in model._meta.local_concrete_fields if not one.generated]
            found.rows[table] = _read(table, columns)
    return found


def put_back(before):
    """As a replica does: no trigger refuses it, no constraint between tables is looked at meanwhile."""
    now = _marks()
    changed = [one for one in now if now[one] != before.marks.get(one, UNWRITTEN)]
    changed += [one for one in before.marks if one not in now]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in changed:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            insert, rows = before.rows.get(table, ("", ()))
            if rows:
                cursor.executemany(insert, rows)
    refilled = [one for one in changed if one in before.marks]
    before.marks |= _marks_of(refilled)
    _arm()


def _arm():
    """A test may have disarmed some of the triggers."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        there = {name for (name,) in cursor.fetchall()}
    if not triggers.names(connection.vendor) <= there:
        triggers.install(connection)


def _marks():
    """Of our tables that hold a row; what Django knows nothing of stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        written = {name for (name,) in cursor.fetchall()}
    return _marks_of(sorted(written & {*_ours(), full_text.TABLE}))


def _ours():
    """{table: its model}."""
    models = apps.get_models(include_auto_created=True)
    return {one._meta.db_table: one for one in models if one._meta.managed and not one._meta.proxy}


def _marks_of(tables):
    if not tables:
        return {}
    asked = [
        f"SELECT '{one}', count(*), sum(xmin::text::bigint) FROM {connection.ops.quote_name(one)}"
        for one in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {table: (count, total) for table, count, total in cursor.fetchall() if count}


def _read(table, columns):
    """(INSERT of a table, its rows)."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table)}")
        rows = cursor.fetchall()
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows
