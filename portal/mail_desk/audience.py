"""Recipients of many mails at once, in few queries."""

from collections import defaultdict

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from portal.notifications.recipients import Holders, Tied

AT_ONCE = 400  # questions in one: SQLite takes 500
NOBODY = frozenset()


def recipients_of(pairs):
    """[frozenset of people's keys] of [(notice, thing)], in order.

    Where a key of the thing or a role decides (`portal.notifications.recipients`), one question answers for all.
    Another answer that is a queryset is not asked there and then: all of them are joined in one
    statement, those that are the same once. An answer that is a list is taken as it is.
    """
    found = [NOBODY] * len(pairs)
    shared, apart = defaultdict(list), []
    for index, (notice, thing) in enumerate(pairs):
        if isinstance(notice.to, Tied | Holders):
            shared[notice.to.question].append((index, notice.to, notice.to.key_of(thing)))
        else:
            apart.append(index)
    for rows in shared.values():
        _by_key(rows, found)
    _one_by_one(pairs, apart, found)
    return found


def _by_key(rows, found):
    """The same set for each thing of a key: it is kept once."""
    keys = {key for _, _, key in rows}
    people = {key: frozenset(some) for key, some in rows[0][1].of_many(keys).items()}
    for index, _, key in rows:
        found[index] = people.get(key, NOBODY)


def _one_by_one(pairs, indexes, found):
    asked = defaultdict(list)
    for index in indexes:
        notice, thing = pairs[index]
        people = notice.to(thing)
        if isinstance(people, QuerySet):
            if question := _question(people):
                asked[question].append(index)
        else:
            found[index] = frozenset(one.pk for one in people if one and one.is_active)
    questions = list(asked)
    for start in range(0, len(questions), AT_ONCE):
        some = questions[start : start + AT_ONCE]
        for number, people in _answers(some).items():
            for index in asked[some[number]]:
                found[index] = frozenset(people)


def _question(people):
    try:
        sql, values = (
            people.filter(is_active=True).order_by().values_list("pk").query.sql_with_params()
        )
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def _answers(questions):
    parts = [
        f"SELECT {n} AS n, q.* FROM ({sql}) q"  # noqa: S608 -- the ORM's own text, its values apart
        for n, (sql, _) in enumerate(questions)
    ]
    values = [value for _, some in questions for value in some]
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for number, person in cursor.fetchall():
            found[number].add(person)
    return found
