"""Cache versions: of all public data and of each watched table, rows that the transaction of a write raises.

What is cached carries the version of what it has read. Triggers raise it (`triggers`): an `update()`, Wagtail's
moves and SQL by any hand count too, a process that dies leaves nothing behind, and a rollback takes it back.
A token is drawn by chance: two states of the data never have one version, in a database put back either.
"""

import secrets
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, connections, transaction
from django.db.models import Sum

from portal.cache import triggers
from portal.cache.models import PublicVersion

PUBLIC = ""  # what is public and in no table: files
WATCHED, APART = set(), set()
MANY = 100  # rows of one transaction that may wait to be put together
_page = ContextVar("versions of the page that is told", default=None)


def watch(*models, is_public=True):
    """Declare tables: a write to one ends what is cached of it, and the cached pages unless no visitor reads it.

    Their triggers are made by the next `migrate` (a law compares).
    """
    (WATCHED if is_public else APART).update(_table(model) for model in models)


def current(*models):
    """The version of some watched tables, or of all that the public reads, as this transaction sees it: one query."""
    totals = _page.get()
    if totals is None:
        totals = _read()
    elif not totals:
        totals.update(_read())
    names = [_table(model) for model in models] or [PUBLIC, *WATCHED]
    return sum(totals.get(name, 0) for name in names) % triggers.SPAN


@contextmanager
def reading_one():
    """A page that only reads is told at one version, that of its beginning, asked once.

    Never an act: under its lock it reads what others have just changed.
    """
    token = _page.set({})
    try:
        yield
    finally:
        _page.reset(token)


def bump(model=None):
    """Raise the version of a table, or of all that the public reads: files, or a cache that is not believed."""
    PublicVersion.objects.create(
        writer=_nobody(),
        name=_table(model) if model else PUBLIC,
        token=secrets.randbelow(triggers.SPAN),
    )


def put_together():
    """One row a table, of the same version, in place of those of each transaction."""
    rows = list(PublicVersion.objects.values_list("pk", "name", "token"))
    totals = {}
    for _pk, name, token in rows:
        totals[name] = (totals.get(name, 0) + token) % triggers.SPAN
    if len(rows) < len(totals) + MANY:
        return
    with transaction.atomic():
        PublicVersion.objects.filter(pk__in=[pk for pk, *_ in rows]).delete()
        PublicVersion.objects.bulk_create(
            PublicVersion(writer=_nobody(), name=name, token=total)
            for name, total in totals.items()
        )


def is_inside():
    """A transaction is open: what it reads may never be committed."""
    return connection.in_atomic_block


def install(*, using, **_):
    """The triggers of the watched tables that lack them, after `migrate`."""
    triggers.install(connections[using], WATCHED | APART)


def missing():
    """The watched tables that no trigger looks at."""
    with connection.cursor() as cursor:
        return triggers.missing(cursor, connection, WATCHED | APART)


def _read():
    rows = PublicVersion.objects.values("name").annotate(total=Sum("token")).order_by()
    return {row["name"]: int(row["total"]) for row in rows} or {PUBLIC: 0}


def _nobody():
    """A writer that no transaction of the database is."""
    return -secrets.randbelow(triggers.SPAN) - 1


def _table(model):
    return model._meta.db_table
