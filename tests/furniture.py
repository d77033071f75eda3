"""Base data of the tests' database: made once, put back after a flush."""

import sqlite3
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.framework.files.loading import ensure_rules
from labelling.title.brand.charters.seeds import ensure_brand

PUT_BACK = []  # what a flush gives back is the last one
MADE = {}  # {name: what the database holds with more than the furniture}


def make():
    """Once for all tests: the rules and the brand."""
    ensure_rules()
    ensure_brand()
    PUT_BACK.append(_kept("furniture"))
    # As in a process that runs: what a published version says is read once.
    rules, framework = current_rules(), current_framework()
    assert all((rules.deadlines, rules.plan, rules.pieces, framework.criteria))


def survive_flushes():
    """The flush after a transactional test puts back the whole database as it was copied.

    The permissions and kinds of content are in it: Django need not make them again.
    """
    connection.ops.execute_sql_flush = lambda _statements: _copy_back(PUT_BACK[-1])
    flush.emit_post_migrate_signal = lambda *_, **__: None


def _kept(name):
    """A copy of the database: in memory, or the template of another one on PostgreSQL."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(":memory:")
        connection.connection.backup(copy)
        return copy
    ours = connection.settings_dict["NAME"]
    copy = f"{ours} {name}"
    _create_database(copy, template=ours)
    return copy


def _copy_back(copy):
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy.backup(connection.connection)
    else:
        _create_database(connection.settings_dict["NAME"], template=copy)


def _create_database(name, *, template):
    """As PostgreSQL copies one; whoever is connected to the former one of this name is not any more."""
    quote = connection.ops.quote_name
    connection.close()
    _drop_database(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")


def _drop_database(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


@contextmanager
def with_more(name, make):
    """Until the end, the database is as `make()` leaves it and a flush gives it back; made once a process."""
    if name not in MADE:
        make()
        MADE[name] = _kept(name)
    PUT_BACK.append(MADE[name])
    _flush()
    try:
        yield
    finally:
        PUT_BACK.pop()
        _flush()


def _flush():
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def forget():
    """At the end of the tests."""
    for copy in (*PUT_BACK, *MADE.values()):
        if connection.vendor == "sqlite":
            copy.close()
        else:
            _drop_database(copy)
