"""What binds a person: stored roles, then what each topic adds; one query a request for all of it."""

from functools import lru_cache

from django.db import connection
from django.db.models import BooleanField, CharField, F, Value

from portal.core import clock

SOMEBODY = -7_000_000_007  # no person's key
_kinds = {}


def register(kind, rows, *, key="pk", word="", flag=None):
    """Add a kind of tie: `rows(user)` is a queryset, `key` the path of what it binds to.

    `word` is the path of a text (a function, a rank), `flag` an expression that is true or not.
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
    sql, params = _statement(user.__class__, today, connection.alias)
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.pk if value == SOMEBODY else value for value in params])
        for kind, key, word, flag in cursor.fetchall():
            found[kind].append((key, word, bool(flag)))
    return found


@lru_cache(maxsize=8)
def _statement(model, _today, _alias):
    """The query and its parameters, `SOMEBODY` standing for the person: written once a day and process.

    Every page asks for it, and writing it costs more than running it.
    """
    first, *others = (rows(model(pk=SOMEBODY)) for rows in _kinds.values())
    every = first.union(*others, all=True).order_by()
    return every.query.get_compiler(connection=connection).as_sql()


def forget(user):
    """After a change, what this object of the person had read."""
    user._ties = None, None
