"""Standing of a person: all that tells which rows they see today; what depends on nothing else is computed once."""

import hashlib
from functools import wraps

from django.core.cache import caches
from django.db import connection

from portal.access import affiliations
from portal.core import clock

_drawn = []
KEPT = []  # what is decorated by `once_a_standing`: a law asks each for two people and two days


def register_standing(function):
    """Register `function(user)`: values that a later topic draws from the ties, and on which its lists depend."""
    _drawn.append(function)
    return function


def standing(user):
    """Values to compare: as long as they are equal, the lists of this person are the same queries."""
    return user.affiliations.get("standing", lambda: _read(user))


def _read(user):
    drawn = (function(user) for function in _drawn)
    return user.pk, clock.today(), affiliations.binding(user), *drawn


def once_a_standing(compute):
    """`compute(user, *args)` is kept by the process as long as the person's standing and `args` are the same.

    For queries, which the ORM takes ten times as long to write as the database to answer; never for
    what they find. It depends on nothing else: not on the hour, nor on what the database holds (a law
    tries each list with each person). What it gives is never changed.
    """

    @wraps(compute)
    def answered(user, *args):
        said = repr((connection.alias, standing(user), args))
        key = f"{compute.__module__}.{compute.__qualname__}:{hashlib.sha256(said.encode()).hexdigest()}"
        found = caches["statements"].get(key)
        if found is None:
            found = compute(user, *args)
            caches["statements"].set(key, found)
        return found

    KEPT.append(answered)
    return answered
