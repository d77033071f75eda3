"""Query about a key, a person's most often, compiled by the ORM once a process.

Every page of a person asks some: compiling takes thirty times as long as running it (measured:
16 ms and 0.5 for what binds a person). The members' search asks some at each save, about what is saved.
"""

from datetime import datetime
from functools import lru_cache, wraps

from django.db import connection

from portal.core import clock
from portal.core.union import Statement

SOMEBODY = -7_000_000_011  # no person's key
SOME_DAY = datetime(1901, 2, 3, 12)  # no day of the label
COMPILED = []  # what is decorated here: a law asks each for two people and two days
YEARS = ("1900-", "1901-", "1902-")  # of the dates that a query would compute from it


def compiled(rows):
    """`rows(person, *args)` is a `values_list` about the key of a person; asked with theirs, its rows are tuples.

    It depends on the date of the day and on `args` (hashable), on no other date computed from it
    (ValueError), never on the hour nor on what the database holds.
    """

    @lru_cache(maxsize=64)
    def statement(alias, args):
        with clock.at(SOME_DAY):
            compiler = rows(SOMEBODY, *args).query.get_compiler(alias)
            sql, params = compiler.as_sql()
        some_day = _as_stored(SOME_DAY.date())
        if any(str(one)[:5] in YEARS and one != some_day for one in params):
            raise ValueError(f"{rows.__qualname__}: a date is computed from the day")
        return compiler, sql, params

    @wraps(rows)
    def asked(person, *args):
        compiler, sql, params = statement(connection.alias, args)
        meant = {SOMEBODY: person, _as_stored(SOME_DAY.date()): _as_stored(clock.today())}
        found = Statement(sql, params, meant=meant).rows()
        # What a DISTINCT adds to be ordered by is no part of the answer.
        return [tuple(row)[: compiler.col_count] for row in compiler.results_iter(results=[found])]

    COMPILED.append(asked)
    return asked


MOST = 200  # keys of one asking


def compiled_for_keys(rows):
    """The same of `rows(keys)`, a `values_list` about some things: asked with theirs, in one query for MOST of them.

    It is written once a day for fifty keys, a hundred, two hundred, and may depend on the day in any way.
    """

    @lru_cache(maxsize=16)
    def statement(alias, size, _day):
        compiler = rows(range(SOMEBODY - size, SOMEBODY)).query.get_compiler(alias)
        return (compiler, *compiler.as_sql())

    @wraps(rows)
    def asked(keys):
        keys = list(keys)
        size = next((size for size in (50, 100) if len(keys) <= size), MOST)
        compiler, sql, params = statement(connection.alias, size, clock.today())
        for start in range(0, len(keys), MOST):
            some = keys[start : start + MOST]
            filled = some + some[:1] * (size - len(some))
            meant = dict(zip(range(SOMEBODY - size, SOMEBODY), filled, strict=True))
            found = Statement(sql, params, meant=meant).rows()
            yield from compiler.results_iter(results=[found], tuple_expected=True)

    COMPILED.append(asked)
    return asked


def _as_stored(day):
    return connection.ops.adapt_datefield_value(day)
