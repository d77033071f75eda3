"""A question about a person, written in SQL once a day and process: writing it costs more than asking it."""

from functools import lru_cache, wraps

from django.db import connection

from portal.core import clock

SOMEBODY = -7_000_000_011  # no person's key


def written(rows):
    """`rows(person, *args)` is a `values_list` about the key of a person; asked with theirs, its rows are tuples.

    It depends on the day and on `args` (hashable), never on the hour nor on what the database holds.
    """

    @lru_cache(maxsize=64)
    def statement(_today, alias, args):
        compiler = rows(SOMEBODY, *args).query.get_compiler(alias)
        return compiler, *compiler.as_sql()

    @wraps(rows)
    def asked(person, *args):
        compiler, sql, params = statement(clock.today(), connection.alias, args)
        with connection.cursor() as cursor:
            cursor.execute(sql, [person if one == SOMEBODY else one for one in params])
            found = cursor.fetchall()
        return [tuple(row) for row in compiler.results_iter(results=[found])]

    return asked
