"""Base data of the tests' database: made once, put back row by row after a flush."""

import sqlite3
from contextlib import contextmanager

from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection, transaction

from labelling.brand import charters
from labelling.brand.seed import ensure_brand
from labelling.framework.binding import current_framework, current_rules
from labelling.framework.loading import ensure_rules
from portal.schema import objects

PUT_BACK = []  # what a flush gives back is the last one


def make():
    """Once for all tests: the rules and the brand."""
    ensure_rules()
    ensure_brand()
    PUT_BACK.append(_kept())
    _read_once()


def survive_flushes():
    """The flush after a transactional test puts back what was there: on SQLite, the whole database as it was copied.

    On PostgreSQL, triggers step aside, every table is emptied, and the rows come back. The permissions and
    kinds of content are among them: Django need not make them again.
    """
    put_back = _copy_back if connection.vendor == "sqlite" else _empty_and_furnish

    def as_before(_statements):
        put_back(PUT_BACK[-1])
        caches["versions"].clear()  # every table was written
        _read_once()

    connection.ops.execute_sql_flush = as_before
    flush.emit_post_migrate_signal = lambda *_, **__: None


def _kept():
    """What a flush gives back: a copy of the database, or its rows."""
    if connection.vendor != "sqlite":
        return _rows()
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def _copy_back(copy):
    connection.ensure_connection()
    copy.backup(connection.connection)


def _empty_and_furnish(rows):
    objects.remove_all(connection)
    _delete_rows()
    _put(rows)
    objects.install_all(connection)


def _delete_rows():
    """TRUNCATE makes new files for each of three hundred tables: few of them hold rows, which are deleted."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        held = [f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in quoted]
        cursor.execute(" UNION ALL ".join(held))
        deleted = [f"DELETE FROM {one};" for (one,) in cursor.fetchall()]
        # No constraint is looked at meanwhile, in whatever order.
        cursor.execute(f"SET session_replication_role = replica; {' '.join(deleted)}")
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def as_it_is():
    """Until the end, a flush gives back what is committed now; then the furniture is as before."""
    PUT_BACK.append(_kept())
    try:
        yield
    finally:
        forget(PUT_BACK.pop())
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def forget(*kept):
    """At the end of a world, of which `kept` is left; at that of the tests, of all."""
    for one in kept or PUT_BACK:
        if isinstance(one, sqlite3.Connection):
            one.close()


def _read_once():
    """As in a process that runs, the rules and the charter have been read."""
    rules, framework = current_rules(), current_framework()
    assert charters.in_force()
    assert all((rules.deadlines, rules.plan, rules.pieces, framework.criteria))


def _rows():
    """[(INSERT of a table, its rows)] of every table that holds something."""
    there, found = set(connection.introspection.table_names()), []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.managed and not model._meta.proxy and table in there:
            columns = [f.column for f in model._meta.local_concrete_fields if not f.generated]
            found.append(_table(table, columns))
    return [(insert, rows) for insert, rows in found if rows]


def _table(table, columns):
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table)}")
        rows = cursor.fetchall()
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows


def _put(tables):
    """In one transaction: the foreign keys are looked at when all is there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for insert, rows in tables:
            cursor.executemany(insert, rows)
