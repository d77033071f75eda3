"""Recipients of many mails at once, in few queries."""

from collections import defaultdict
from itertools import batched

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet, Value

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
    asked, questions = defaultdict(list), {}
    for index in indexes:
        notice, thing = pairs[index]
        people = notice.to(thing)
        if not isinstance(people, QuerySet):
            found[index] = frozenset(one.pk for one in people if one and one.is_active)
        elif said := _query_key(rows := people.filter(is_active=True).order_by()):
            asked[said].append(index)
            questions[said] = rows
    for some in batched(questions, AT_ONCE):
        for number, people in _answers([questions[said] for said in some]).items():
            for index in asked[some[number]]:
                found[index] = frozenset(people)


def _query_key(rows):
    """What tells two questions that are the same, or None when nobody can answer."""
    try:
        sql, values = rows.values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def _answers(questions):
    """{rank of a question: {people}}, in one query."""
    parts = [rows.values_list(Value(number), "pk") for number, rows in enumerate(questions)]
    found = defaultdict(set)
    for number, person in parts[0].union(*parts[1:], all=True).order_by():
        found[number].add(person)
    return found
