"""The query of what binds a person is written once a day, and answers each with their own."""

from datetime import datetime

import pytest

from labelling.path.dossiers.models import LabelDossier
from portal.access import affiliations
from portal.assignments import actions
from portal.core import clock
from portal.models import User

pytestmark = pytest.mark.django_db
PEOPLE = ("sonia", "alice", "bob", "carla")
DAYS = (datetime(2026, 11, 24, 10), datetime(2026, 11, 25, 10))


@pytest.fixture
def people(world):
    actions.take(LabelDossier.objects.order_by("pk").first(), by=world.people["sonia"])
    return [world.people[name].pk for name in PEOPLE]


def test_what_binds_each_person_is_theirs_and_of_the_day(people):
    """One query is written a day, and asked with the key of whoever comes."""
    told = {}
    for day in DAYS * 2:
        with clock.at(day):
            for person in people:
                told.setdefault((person, day), []).append(bound(person))
    affiliations._union.cache_clear()
    for (person, day), found in told.items():
        with clock.at(day):
            affiliations._union.cache_clear()
            assert found == [bound(person)] * 2

    assert len({found[0] for found in told.values()}) >= len(people)


def bound(person):
    return affiliations.binding(User.objects.get(pk=person))
