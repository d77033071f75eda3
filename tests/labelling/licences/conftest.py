"""Fixture: these tests run on 24 November 2026, noon in Paris. Carla presides."""

from datetime import datetime

import pytest

from labelling.committee.models import CommitteeSeat, SeatHolder
from portal.core import clock
from tests import factories
from tests.labelling.licences.factories import ensure_charter, make_licence


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


@pytest.fixture
def carla(db):
    """The président of the committee."""
    seat = CommitteeSeat.objects.create(
        code="PRES", label="Présidence", college="USH", is_chair=True, order=1
    )
    user = factories.make_user("Carla", "Sassi")
    SeatHolder.objects.create(seat=seat, user=user, rank="full", since_on="2025-01-01")
    return user


@pytest.fixture
def licence(organism, alice):
    ensure_charter()
    return make_licence(organism, state="eligible")


@pytest.fixture
def active(organism, alice):
    return make_licence(organism, by=alice)
