"""Fixtures: the day, the rest of the office."""

from datetime import datetime

import pytest

from portal.core import clock
from portal.models import Role
from tests.factories import make_user


@pytest.fixture
def today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def paul(db):
    return make_user("Paul", "Dumas", roles=[Role.DEPUTY])


@pytest.fixture
def nora(db):
    return make_user("Nora", "Petit", roles=[Role.SECRETARY])
