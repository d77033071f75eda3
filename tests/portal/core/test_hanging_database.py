"""A PostgreSQL that accepts and never answers: a connection and a query end with a fault that pages tell."""

import socket
import time

import pytest
from django.db import OperationalError, connection

from portal.core import environment
from portal.core.postgresql import base
from portal.web import outages

URL = "postgres://portail@127.0.0.1:{}/portail"


@pytest.fixture
def silent():
    """A wrapper of the settings' own making, for a server that accepts and never answers; its port."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        settings = environment.database(URL.format(port) + "?connect_timeout=2", None)
        yield base.DatabaseWrapper(settings | {"TIME_ZONE": None, "AUTOCOMMIT": True})
        base._left_alone.clear()


@pytest.mark.django_db
def test_a_connection_that_nobody_answers_ends_and_is_left_alone_for_a_second(silent):
    took = []
    for _ in range(4):
        begun = time.monotonic()
        with pytest.raises(OperationalError) as fault:
            silent.ensure_connection()
        took.append(time.monotonic() - begun)

    assert (took[0] < 4, max(took[1:]) < 0.1) == (True, True)
    assert outages.sentence(fault.value) == outages.NO_DATABASE


def test_the_settings_say_how_long_a_connection_and_an_answer_are_waited_for():
    options = environment.database(URL.format(5432), None)["OPTIONS"]
    far = environment.database(URL.format(5432) + "?connect_timeout=10", None)["OPTIONS"]

    assert (options["connect_timeout"], options["patience"], far["connect_timeout"]) == (3, 20, 10)
    assert "statement_timeout=15000" in options["options"]


def test_behind_a_pooler_nothing_is_asked_of_one_connection_for_long():
    direct, pooled = (
        environment.database(URL.format(5432) + more, None) for more in ("", "?pooler=1")
    )

    assert ("options" in direct["OPTIONS"], "options" in pooled["OPTIONS"]) == (True, False)
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"] > direct["DISABLE_SERVER_SIDE_CURSORS"]
    with pytest.raises(SystemExit, match="pooler de DATABASE_URL"):
        environment.database(URL.format(5432) + "?pooler=oui", None)


@pytest.mark.postgres
@pytest.mark.django_db
def test_nothing_is_prepared_on_the_server():
    for _ in range(8):  # psycopg alone prepares what comes a sixth time
        assert connection.connection.prepare_threshold is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE 1 = %s", [1])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("value", ["bientôt", "-1", "1.5"])
def test_a_wrong_wait_stops_the_start_with_a_sentence(value):
    with pytest.raises(SystemExit, match="connect_timeout de DATABASE_URL"):
        environment.database(URL.format(5432) + f"?connect_timeout={value}", None)


@pytest.fixture
def short():
    """The connection of the tests, which waits half a second for an answer."""
    one = connection.copy()
    one.settings_dict["OPTIONS"] = {"patience": 0.5}
    one.connect()
    yield one
    one.close()


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_query_without_an_answer_ends_and_its_connection_with_it(short):
    with pytest.raises(OperationalError) as fault, short.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")

    assert (short.is_usable(), short.connection.closed) == (False, True)
    assert outages.sentence(fault.value) == outages.NO_DATABASE


@pytest.mark.postgres
@pytest.mark.django_db
def test_what_the_server_itself_refuses_leaves_the_connection_open(short):
    """Cancelled as by `statement_timeout`, whose timer never rings in a server under faketime."""
    with pytest.raises(OperationalError) as fault, short.cursor() as cursor:
        cursor.execute("SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(60)")

    assert (short.is_usable(), outages.sentence(fault.value)) == (True, "")


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_command_without_hurry_waits_for_its_answer(short):
    short.unhurried()
    with short.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")

    assert short.is_usable()
