"""Office and readers of the register of acts, on a day of November."""

from datetime import datetime

import pytest

from portal.core import clock
from portal.models import Role
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 4, 12)):
        yield


@pytest.fixture
def paul(db):
    return make_user("Paul", "Rey", roles=[Role.DEPUTY])


@pytest.fixture
def colette(db):
    return make_user("Colette", "Comex", roles=[Role.COMEX])
