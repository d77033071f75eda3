"""Outages under a page: a full disk, a database that restarts; 503 in a sentence, and back by itself."""

import errno

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory

from portal.web import errors, outages

PAGE = "/annuaire/"


def answered(fault):
    try:
        raise fault
    except type(fault):
        return errors.broken(RequestFactory().get(PAGE))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_takes_nothing_is_a_sentence(db, code):
    answer = answered(OSError(code, "x"))

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert outages.NO_ROOM in answer.content.decode()


def caused(kind, cause):
    fault = kind("x")
    fault.__cause__ = cause
    return fault


LOCKED = caused(OperationalError, psycopg.errors.LockNotAvailable("x"))
SLOW = caused(OperationalError, psycopg.errors.QueryCanceled("x"))
TWICE = caused(IntegrityError, psycopg.errors.UniqueViolation("x"))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (caused(OperationalError, psycopg.errors.DiskFull("x")), outages.NO_ROOM),
        (
            caused(OperationalError, psycopg.OperationalError("connection refused")),
            outages.NO_DATABASE,
        ),
        (caused(OperationalError, psycopg.errors.AdminShutdown("x")), outages.NO_DATABASE),
        (caused(OperationalError, psycopg.errors.CannotConnectNow("x")), outages.NO_DATABASE),
        (caused(InterfaceError, psycopg.InterfaceError("closed")), outages.NO_DATABASE),
    ],
)
def test_a_database_that_is_away_is_a_sentence(fault, sentence):
    answer = answered(fault)

    assert (answer.status_code, sentence in answer.content.decode()) == (503, True)


@pytest.mark.parametrize(
    "fault",
    [OSError(errno.ENOENT, "x"), ValueError("x"), OperationalError("x"), LOCKED, SLOW, TWICE],
)
def test_any_other_fault_is_ours(db, fault):
    assert answered(fault).status_code == 500


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_database_ends_is_told_once_and_made_again():
    """As when it restarts, between two requests and under one."""
    browser = Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()
    with psycopg.connect(**_parameters()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [mine])
    codes = [browser.get("/espace/").status_code, browser.get(f"{PAGE}?q=essai").status_code]

    connection.close()  # the end of a request, which the tests' client leaves out inside of a test
    assert codes[0] in (302, 503)
    assert browser.get(f"{PAGE}?q=essai").status_code == 200


def _parameters():
    found = connection.get_connection_params()
    return {key: found[key] for key in ("dbname", "user", "host", "port") if found.get(key)}
