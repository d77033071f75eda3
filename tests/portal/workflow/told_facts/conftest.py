"""Fixtures and helpers: rows rewritten by SQL, and what `verify_journal` says of them."""

import io
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.account_desk.roles import Held
from portal.core import clock
from portal.models import Role
from tests.factories import make_user
from tests.portal.account_desk.conftest import confirmed, given


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.parse("2026-11-24 10:00")):
        yield


@pytest.fixture
def theo(db):
    return make_user("Théo", "Technique", roles=[Role.TECH])


@pytest.fixture
def role(theo, sonia, alice):
    """The row by which Alice holds a role, given at the desk of accounts."""
    confirmed(given(theo, alice.email), sonia)
    return Held.objects.get(user=alice)


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rewrite(row, **values):
    """By SQL, as a role that may write rows."""
    names = ", ".join(f"{name} = %s" for name in values)
    run(f"UPDATE {row._meta.db_table} SET {names} WHERE id = %s", *values.values(), row.pk)


def remove(row):
    run(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def verified():
    """What the command says, without the number of the row and the rank of the line."""
    errors = io.StringIO()
    with suppress(CommandError):
        call_command("verify_journal", stdout=io.StringIO(), stderr=errors)
    said = [line.partition(", rang ") for line in errors.getvalue().splitlines()]
    return [f"{kind.split()[0]}, {why.partition('\u00a0: ')[2]}" for kind, _, why in said]


def said(sentence):
    """With the no-break spaces of the portal."""
    return sentence.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
