"""A question written once is asked of each person, with their own answer."""

from datetime import date, datetime

import pytest
from django.db.models import Exists, OuterRef

from labelling.organisms.models import Membership, Organism
from portal.cache.written import written
from portal.core import clock
from tests.factories import make_member, make_organism

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A reading of the organisms, that says how many times it was written."""
    made = []

    @written
    def rows(person, name):
        made.append(name)
        mine = Membership.objects.filter(user=person, organism=OuterRef("pk"))
        since = mine.filter(since_on__lte=clock.today())
        found = Organism.objects.filter(name__startswith=name).order_by("name")
        return found.annotate(is_mine=Exists(since)).values_list("name", "is_mine")

    rows.made = made
    return rows


def test_each_person_has_their_own_answer_to_what_is_written_once(asked):
    here, there = make_organism("Valmeyre"), make_organism("Vaubrun")
    alice, bob = make_member(here), make_member(there)

    assert asked(alice.pk, "V") == [("Valmeyre", True), ("Vaubrun", False)]
    assert asked(bob.pk, "V") == [("Valmeyre", False), ("Vaubrun", True)]
    assert asked(bob.pk, "Val") == [("Valmeyre", False)]
    assert asked.made == ["V", "Val"]


def test_another_day_is_written_anew(asked):
    alice = make_member(make_organism("Valmeyre"))
    Membership.objects.update(since_on=date(2026, 11, 25))
    with clock.at(datetime(2026, 11, 24, 12)):
        before = asked(alice.pk, "V")
    with clock.at(datetime(2026, 11, 25, 12)):
        after = asked(alice.pk, "V")

    assert (before, after) == ([("Valmeyre", False)], [("Valmeyre", True)])
