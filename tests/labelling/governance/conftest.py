"""Cast of the governance: the président of the committee."""

import pytest

from labelling.committee.models import CommitteeSeat, SeatHolder
from tests import factories


@pytest.fixture
def carla(db):
    seat = CommitteeSeat.objects.create(
        code="PRES", label="Présidence", college="USH", is_chair=True, order=1
    )
    user = factories.make_user("Carla", "Sassi")
    SeatHolder.objects.create(seat=seat, user=user, rank="full", since_on="2025-01-01")
    return user
