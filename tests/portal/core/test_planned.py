"""Statements that PostgreSQL plans once a connection: those of a home, which come again as they were."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from portal.core import statements, union
from portal.core.postgresql import base
from portal.models import User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def kept():
    """{text: times asked} of what the server keeps planned for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def ask(sql, *params, **meant):
    return statements.ask(sql, params, meant)


@pytest.fixture
def anew():
    """The connection of the test, as in production: what comes a second time is planned."""
    usual, connection.connection.prepare_threshold = connection.connection.prepare_threshold, 1
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    yield
    connection.connection.prepare_threshold = usual


def test_what_comes_again_as_it_was_is_planned_once(anew):
    for _ in range(3):
        assert ask("SELECT %s, %s", date(2026, 11, 29), "50 % d’élèves") == [
            (date(2026, 11, 29), "50 % d’élèves")
        ]
    ask("SELECT %s, %s", date(2026, 11, 30), "50 % d’élèves")  # once only

    assert kept() == {"SELECT '2026-11-29'::date, '50 % d’élèves'": 2}


def test_no_more_are_kept_than_a_server_can_bear(anew):
    for number in range(base.PLANNED + 5):
        assert [ask("SELECT %s", number) for _ in range(2)] == [[(number,)], [(number,)]]
    ask("SELECT 'another'")  # the oldest leave when something new comes

    assert set(kept()) == {f"SELECT {number}" for number in range(5, base.PLANNED + 5)}


def test_a_statement_of_things_is_kept_and_finds_what_was_written_since(anew):
    statement = union.statement_of_parts(
        [union.Part("one", User.objects.filter(first_name="Zoé"), ("last_name",))]
    )
    found = [statement.things(), statement.things()]
    User.objects.create(email="zoe@exemple.fr", first_name="Zoé", last_name="Colin")
    found.append(statement.things())

    assert [[one.last_name for _, one in things] for things in found] == [[], [], ["Colin"]]
    assert len(kept()) == 1


@pytest.mark.parametrize("value", [7, 70_000, 7_000_000_000])
def test_a_statement_is_planned_once_whatever_it_is_asked_about(anew, value):
    asked = [ask("SELECT %s + %s, '%%'", "n", 1, n=number) for number in (1, 2, value)]

    assert asked == [[(2, "%")], [(3, "%")], [(value + 1, "%")]]
    assert kept() == {"SELECT $1 + 1, '%'": 2}


def test_of_one_thing_then_of_another(anew):
    people = [
        User.objects.create(email=f"{name}@exemple.fr", first_name=name, last_name="Colin")
        for name in ("zoe", "yves", "anna")
    ]
    rows = User.objects.filter(pk=union.SOME_KEY, joined_at__gt=union.SOME_INSTANT).values_list(
        "first_name"
    )
    asked = union.statement_of(rows).since(datetime(2020, 1, 1, tzinfo=UTC))

    assert [asked.of(one.pk).rows() for one in people] == [[(one.first_name,)] for one in people]
    assert list(kept().values()) == [2]


@pytest.fixture
def opened():
    """Opens connections outside of the test's transaction."""
    found = []

    def open_one():
        one = connection.copy()
        one.settings_dict["CONN_HEALTH_CHECKS"] = True
        one.connect()
        found.append(one)
        return one

    yield open_one
    for one in found:
        one.close()


@pytest.fixture
def told(opened):
    """Executes SQL by another connection, as an upgrade does; the table of the test is dropped at the end."""
    other = opened()

    def execute(sql):
        with other.cursor() as cursor:
            cursor.execute(sql)

    execute("CREATE TABLE kept_plan AS SELECT 1 AS rank, 'mot'::varchar(5) AS word")
    yield execute
    execute("DROP TABLE kept_plan")


def test_a_column_that_a_release_changes_under_a_kept_plan_is_read_as_it_is(opened, told):
    """While an upgrade migrates, the processes of before still answer."""
    one = opened()

    def asked():
        with one.planned_cursor() as cursor:
            cursor.execute("SELECT word FROM kept_plan WHERE rank = %s", [statements.Bound(1)])
            return cursor.fetchall()

    before = [asked(), asked(), asked()]
    told("ALTER TABLE kept_plan ALTER COLUMN word TYPE varchar(20)")

    assert (before, [asked(), asked()]) == ([[("mot",)]] * 3, [[("mot",)]] * 2)


def test_a_connection_that_died_while_it_was_kept_is_replaced_before_the_statement(opened):
    """As a server that starts again between two requests."""
    other = opened()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [other.connection.info.backend_pid])
    other.close_if_unusable_or_obsolete()  # what begins a request
    with other.planned_cursor() as cursor:
        cursor.execute("SELECT %s", [statements.Bound(7)])
        found = cursor.fetchall()

    assert found == [(7,)]
