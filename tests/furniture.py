"""Base data of the tests' database: made once, put back row by row after a flush."""

import sqlite3
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.framework.files.loading import ensure_rules
from labelling.title.brand.charters.seeds import ensure_brand
from tests import postgres_rows

PUT_BACK = []  # what a flush gives back is the last one
MADE = {}  # {name: what the database holds with more than the furniture}


def make():
    """Once for all tests: the rules and the brand."""
    ensure_rules()
    ensure_brand()
    PUT_BACK.append(_kept())
    # As in a process that runs: what a published version says is read once.
    rules, framework = current_rules(), current_framework()
    assert all((rules.deadlines, rules.plan, rules.pieces, framework.criteria))


def survive_flushes():
    """The flush after a transactional test puts back what was there: on SQLite, the whole database as it was copied.

    On PostgreSQL, the tables that have changed are emptied, and their rows come back. The permissions and kinds of
    content are among them: Django need not make them again.
    """
    put_back = _copy_back if connection.vendor == "sqlite" else postgres_rows.put_back

    def as_before(_statements):
        put_back(PUT_BACK[-1])

    connection.ops.execute_sql_flush = as_before
    flush.emit_post_migrate_signal = lambda *_, **__: None


def _kept():
    """What a flush gives back: a copy of the database, or its rows."""
    if connection.vendor != "sqlite":
        return postgres_rows.kept()
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def _copy_back(copy):
    connection.ensure_connection()
    copy.backup(connection.connection)


@contextmanager
def with_more(name, make):
    """Until the end, the database is as `make()` leaves it and a flush gives it back; made once a process."""
    if name not in MADE:
        make()
        MADE[name] = _kept()
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
    for one in (*PUT_BACK, *MADE.values()):
        if isinstance(one, sqlite3.Connection):
            one.close()
