"""Statements that PostgreSQL plans once a connection: those of a home, which come again as they were."""

from datetime import date

import pytest
from django.db import connection

from portal.core import union
from portal.core.postgresql import base
from portal.models import User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def kept():
    """{text: times asked} of what the server keeps planned for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def ask(sql, *params):
    with connection.planned_cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.fixture
def anew():
    """A connection that keeps nothing, in the transaction of the test."""
    connection.connection.prepare_threshold = 1
    connection.connection.prepared_max = base.PLANNED
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def test_what_comes_again_as_it_was_is_planned_once(anew):
    for _ in range(3):
        assert ask("SELECT %s, %s", date(2026, 11, 29), "50 % d’élèves") == [
            (date(2026, 11, 29), "50 % d’élèves")
        ]
    ask("SELECT %s, %s", date(2026, 11, 30), "50 % d’élèves")

    assert kept() == {"SELECT '2026-11-29'::date, '50 % d’élèves'": 2}


def test_no_more_are_kept_than_a_server_can_bear(anew):
    for number in range(base.PLANNED + 5):
        assert [ask("SELECT %s", number) for _ in range(2)] == [[(number,)], [(number,)]]
    ask("SELECT 'another'")  # the oldest leave when something new comes

    assert set(kept()) == {f"SELECT {number}" for number in range(5, base.PLANNED + 5)}


def test_a_statement_of_things_is_kept_and_finds_what_was_written_since(anew):
    statement = union.statement_of_parts([union.Part("one", User.objects.filter(first_name="Zoé"), ("last_name",))])
    found = [statement.things(), statement.things()]
    User.objects.create(email="zoe@exemple.fr", first_name="Zoé", last_name="Colin")
    found.append(statement.things())

    assert [[one.last_name for _, one in things] for things in found] == [[], [], ["Colin"]]
    assert len(kept()) == 1


def test_a_statement_about_one_thing_is_not(anew):
    person = User.objects.create(email="zoe@exemple.fr", first_name="Zoé", last_name="Colin")
    rows = User.objects.filter(pk=union.SOME_KEY).values_list("last_name")
    asked = union.statement_of(rows)

    assert [asked.of(person.pk).rows() for _ in range(3)] == [[("Colin",)]] * 3
    assert kept() == {}
