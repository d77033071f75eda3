"""Whom many mails would reach: `notice.to` asked of each thing, its questions put to the database together."""

from collections import defaultdict

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

AT_ONCE = 400  # questions in one: SQLite takes 500


def of(pairs):
    """{index: frozenset of people's keys} of [(notice, thing)].

    An answer that is a queryset is not asked there and then: all of them are joined in one
    statement, those that are the same once. An answer that is a list is taken as it is.
    """
    found, asked = {}, defaultdict(list)
    for index, (notice, thing) in enumerate(pairs):
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
            found |= dict.fromkeys(asked[some[number]], frozenset(people))
    return [found.get(index, frozenset()) for index in range(len(pairs))]


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
