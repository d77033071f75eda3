"""Cache versions: one key for all public data, one for each watched table, raised at the commit of a write.

What is cached carries the version of what it has read. Statements are looked at, not signals: an
`update()`, a bulk insert and Wagtail's moves count too. The versions are in a cache that every
process shares and that is read without SQL: Redis, or files where there is none (`version_store`).
"""

import re
from functools import cache, partial
from operator import itemgetter

from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created

from portal.cache.version_store import STORE

PUBLIC = "public"
WRITES = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|(?P<all>TRUNCATE))\s+"?(?P<table>\w+)',
    re.I,
)
WATCHED, APART = set(), set()


def watch(*models, is_public=True):
    """Declare tables: a write to one ends what is cached of it, and the cached pages unless no visitor reads it."""
    (WATCHED if is_public else APART).update(_table(model) for model in models)


def current(*models):
    """The version of some watched tables, or of all that the public reads: the same for every process.

    None when nothing may be cached: this transaction has written there, or the version is not known.
    """
    names = [_table(model) for model in models] or [PUBLIC]
    if any(_is_waiting(name) for name in names):
        return None
    found = [STORE.read(name) for name in names]
    return " ".join(found) if all(found) else None


def bump(model=None):
    """Raise the version of a table, or of all that the public reads, for every process at once."""
    STORE.write(_table(model) if model else PUBLIC)


def bump_all():
    """Raise every version: another hand has written the database."""
    for name in (PUBLIC, *sorted(WATCHED | APART)):
        STORE.write(name)


def bump_at_commit():
    """Invalidate at commit, for changes without an SQL statement, such as files."""
    transaction.on_commit(raising(PUBLIC))


def is_inside():
    """A transaction is open: what it reads may be older than the version says."""
    return connection.in_atomic_block


def has_written(model):
    """This transaction has written the table of a watched `model`: it alone sees that yet."""
    return _is_waiting(_table(model))


@cache
def raising(name):
    """What a transaction that has written will do at its commit; a rollback takes it back.

    One object a name: among thousands of acts that wait for a commit, it is found by identity.
    """
    return partial(STORE.write, name)


def look(execute, sql, params, many, context):
    """Wrapper of every SQL statement: detects writes to watched tables."""
    answer = execute(sql, params, many, context)
    if isinstance(sql, str) and (found := WRITES.match(sql)):
        tables = {found["table"]}
        if found["all"]:  # a flush names several
            tables.update(re.findall(r"\w+", sql))
        if written := sorted(tables & (WATCHED | APART)):
            names = (*written, PUBLIC) if tables & WATCHED else written
            _at_commit(context["connection"], [raising(name) for name in names])
    return answer


def _at_commit(connection, acts):
    if connection.in_atomic_block:
        for act in acts:
            if not _awaits(connection, act):
                connection.on_commit(act, robust=True)
        return
    for act in acts:
        act()


def _is_waiting(name):
    """Whether an open transaction has written to this table."""
    act = raising(name)
    return any(_awaits(one, act) for one in connections.all(initialized_only=True))


def _awaits(connection, act):
    """Whether this commit hook is queued, found by identity: a long transaction has thousands of them."""
    return act in map(itemgetter(1), connection.run_on_commit)


def _table(model):
    return model._meta.db_table


def _follow(connection, **_):
    if look not in connection.execute_wrappers:
        connection.execute_wrappers.append(look)


connection_created.connect(_follow, dispatch_uid="portal.cache.versions")
