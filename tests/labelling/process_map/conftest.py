"""The office of the process map, and a dossier whose days are known."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.models import Role
from tests.factories import make_dossier, make_user
from tests.labelling.process_map import logs

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def sonia(db):
    return make_user("Sonia", "Vasseur", roles=[Role.REFERENT])


@pytest.fixture
def paul(db):
    return make_user("Paul", "Rey", roles=[Role.DEPUTY])


@pytest.fixture
def dossier(sonia):
    """Opened on 1 January, submitted on the 11th, sent back on the 21st, submitted again and registered."""
    made = logs.open_on(make_dossier(state="registered"), date(2026, 1, 1))
    logs.write(
        made, sonia,
        (date(2026, 1, 11), "submit", "draft", "submitted"),
        (date(2026, 1, 21), "request_complement", "submitted", "to_complete"),
        (date(2026, 2, 20), "resubmit", "to_complete", "submitted"),
        (date(2026, 3, 2), "register", "submitted", "registered"),
    )  # fmt: skip
    return made
