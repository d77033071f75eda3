"""The generation of what the public reads: it changes at the commit of any write to a watched table.

Statements are looked at, not signals: an `update()`, a bulk insert and Wagtail's moves count too.
"""

import contextlib
import logging
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.backends.signals import connection_created

logger = logging.getLogger("portal.cache.versions")
KEY = "public-generation"
WRITES = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|(?P<all>TRUNCATE))\s+"?(?P<table>\w+)',
    re.I,
)
WATCHED, FOLLOWED = set(), set()


def watch(*models):
    """What these tables hold is told to the public: a write to one ends the kept pages."""
    WATCHED.update(model._meta.db_table for model in models)


def follow(model):
    """Watch a table that has a generation of its own (`token_of`); `has_written` says whether this transaction did."""
    watch(model)
    FOLLOWED.add(model._meta.db_table)


@dataclass(frozen=True)
class Mark:
    """Left by a transaction that has written a followed `table`; a rollback takes it back."""

    table: str

    def __call__(self):
        """At the commit, what is kept of this table is read again."""
        bump(self.table)


def current():
    """The present generation, the same for every process; None when nothing may be kept."""
    return None if is_pending() else token()


def token(of=""):
    """The same, without regard to what this transaction has written; None when it is not known."""
    if settings.REDIS_URL:
        return cache.get(_key(of)) or cache.get_or_set(_key(of), _token(), timeout=None)
    try:
        return _file(of).read_text(encoding="ascii")
    except FileNotFoundError:
        with contextlib.suppress(OSError):
            bump(of)
    except OSError:
        pass
    return None


def token_of(*models):
    """The generation of some followed tables; None when this transaction has written one, or it is not known."""
    if any(has_written(model) for model in models):
        return None
    tokens = [token(model._meta.db_table) for model in models]
    return " ".join(tokens) if all(tokens) else None


def bump(of=""):
    """Another generation, for every process at once; `of` a followed table, or of everything."""
    if settings.REDIS_URL:
        cache.set(_key(of), _token(), timeout=None)
        return
    fresh = _file(of).with_suffix(f".{_token()}")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(_token(), encoding="ascii")
    fresh.replace(_file(of))


def is_pending():
    """This transaction has written what the public reads: what it sees is not yet for others."""
    return any(func is bump for func in _waiting())


def has_written(model):
    """This transaction has written the table of a followed `model`: it alone sees that yet."""
    return Mark(model._meta.db_table) in _waiting()


def _waiting():
    """What the open transactions will call at their commit."""
    connected = connections.all(initialized_only=True)
    return [func for one in connected for _, func, _ in one.run_on_commit]


def look(execute, sql, params, many, context):
    """Around every statement: a few characters are compared, unless it writes."""
    answer = execute(sql, params, many, context)
    if isinstance(sql, str) and (found := WRITES.match(sql)):
        tables = {found["table"]}
        if found["all"]:  # a flush names several
            tables.update(re.findall(r"\w+", sql))
        for table in sorted(tables & WATCHED):
            _at_commit(context["connection"], table)
    return answer


def _at_commit(connection, table):
    acts = [bump] if table not in FOLLOWED else [Mark(table), bump]
    if connection.in_atomic_block:
        waiting = [func for _, func, _ in connection.run_on_commit]
        for act in acts:
            if act not in waiting:
                connection.on_commit(act, robust=True)
        return
    try:
        for act in acts:
            act()
    except Exception:
        logger.exception("generation: the kept pages stay until their time is out")


def _key(of):
    return f"{KEY}-{of}" if of else KEY


def _file(of):
    return Path(settings.VAR) / _key(of)


def _token():
    return secrets.token_hex(8)


def _follow(connection, **_):
    if look not in connection.execute_wrappers:
        connection.execute_wrappers.append(look)


connection_created.connect(_follow, dispatch_uid="portal.cache.versions")
