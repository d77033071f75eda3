"""Affiliations of a person (roles, memberships, accreditation, seats), read in one query a request."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import BooleanField, CharField, F, Value

from portal.access.rules import Person
from portal.core import clock

SOMEBODY = -7_000_000_011  # no person's key
_kinds = {}
_counts = set()


class Affiliations:
    """`user.affiliations`: what binds a person today, and what later topics draw from it, each read once."""

    def __init__(self, user):
        self._user, self._day, self._answers = user, clock.today(), {}

    def get(self, name: str, read: Callable) -> Any:
        """The answer of this name; the first time, what `read()` gives."""
        if self._day != (today := clock.today()):
            self.forget()
            self._day = today
        if name not in self._answers:
            self._answers[name] = read()
        return self._answers[name]

    def forget(self, name: str | None = None) -> None:
        """After a change: one answer is read again, or all of them."""
        if name:
            self._answers.pop(name, None)
        else:
            self._answers.clear()

    def of(self, kind: str) -> list[tuple]:
        return self.get("ties", lambda: _read(self._user))[kind]


def register_affiliation(
    kind: str,
    rows: Callable,
    *,
    key: str = "pk",
    word: str = "",
    flag: object = None,
    is_count: bool = False,
) -> None:
    """Add a kind of tie: `rows(user)` is a queryset, `key` the path of what it binds to.

    `rows` may depend on the person's key and on the date of the day, on nothing else. `word` is the
    path of a text (a function, a rank), `flag` an expression that is true or not. `is_count`: `key`
    is a number to show, on which no right depends.
    """
    if is_count:
        _counts.add(kind)
    shape = {
        "tie": Value(kind, CharField()),
        "bound_to": F(key),
        "word": F(word) if word else Value("", CharField()),
        "flag": Value(False, BooleanField()) if flag is None else flag,
    }
    _kinds[kind] = lambda user: rows(user).order_by().values_list(*shape.values())


def list_affiliations(user: Person, kind: str) -> list[tuple]:
    """[(key, word, flag)] of a person for one kind, as they stand today; nothing binds a stranger."""
    return user.affiliations.of(kind) if user.is_authenticated else []


def binding(user: Person) -> tuple:
    """((kind, (key, word, flag), …), …) of all that binds a person today."""
    bound = (
        (kind, *sorted(list_affiliations(user, kind))) for kind in _kinds if kind not in _counts
    )
    return tuple(one for one in bound if len(one) > 1)


def forget(user: Person) -> None:
    """After a change, what this object of the person had read."""
    user.affiliations.forget()


def _read(user):
    found = {kind: [] for kind in _kinds}
    sql, params = _union(connection.alias, clock.today())
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.pk if one == SOMEBODY else one for one in params])
        rows = cursor.fetchall()
    for kind, key, word, flag in rows:
        found[kind].append((key, word, bool(flag)))
    return found


@lru_cache(maxsize=4)
def _union(alias, _day):
    """The query of what binds somebody, and its parameters: each page asks it; written once a day (16 ms)."""
    user = get_user_model()(pk=SOMEBODY)
    first, *others = (rows(user) for rows in _kinds.values())
    return first.union(*others, all=True).order_by().query.get_compiler(alias).as_sql()
