"""Affiliations of a person (roles, memberships, accreditation, seats), read in one query a request."""

from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import BooleanField, CharField, F, Value

from portal.core import clock

SOMEBODY = -7_000_000_007  # no person's key
SOME_DAY = datetime(1901, 2, 3, 12)  # no day of the label
_kinds = {}


def register_affiliation(kind, rows, *, key="pk", word="", flag=None):
    """Add a kind of tie: `rows(user)` is a queryset, `key` the path of what it binds to.

    `rows` may depend on the person's key and on the date of the day, on nothing else. `word` is the
    path of a text (a function, a rank), `flag` an expression that is true or not.
    """
    shape = {
        "tie": Value(kind, CharField()),
        "bound_to": F(key),
        "word": F(word) if word else Value("", CharField()),
        "flag": Value(False, BooleanField()) if flag is None else flag,
    }
    _kinds[kind] = lambda user: rows(user).order_by().values_list(*shape.values())


def of(user, kind):
    """[(key, word, flag)] of a person for one kind, as they stand today."""
    today = clock.today()
    day, known = getattr(user, "_ties", (None, None))
    if day != today:
        known = _read(user, today)
        user._ties = (
            today,
            known,
        )  # an attribute: `request.user` passes it on to the person it wraps
    return known[kind]


def _read(user, today):
    found = {kind: [] for kind in _kinds}
    sql, params = _statement(user.__class__, connection.alias)
    meant = {SOMEBODY: user.pk, _as_stored(SOME_DAY.date()): _as_stored(today)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [meant.get(value, value) for value in params])
        for kind, key, word, flag in cursor.fetchall():
            found[kind].append((key, word, bool(flag)))
    return found


@lru_cache(maxsize=8)
def _statement(model, _alias):
    """The query and its parameters, `SOMEBODY` and `SOME_DAY` in their places: written once a process.

    Every page asks for it, and writing it costs more than running it.
    """
    with clock.at(SOME_DAY):
        first, *others = (rows(model(pk=SOMEBODY)) for rows in _kinds.values())
        every = first.union(*others, all=True).order_by()
        return every.query.get_compiler(connection=connection).as_sql()


def _as_stored(day):
    return connection.ops.adapt_datefield_value(day)


def forget(user):
    """After a change, what this object of the person had read."""
    user._ties = None, None
