"""Compiled query about a person: shared SQL, each person's own answer."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Exists, OuterRef

from labelling.organisms.models import Membership, Organism
from portal.access.compiled import compiled, compiled_for_keys
from portal.core import clock
from tests.factories import make_member, make_organism

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A reading of the organisms, that says how many times it was compiled."""
    made = []

    @compiled
    def rows(person, name):
        made.append(name)
        mine = Membership.objects.filter(user=person, organism=OuterRef("pk"))
        since = mine.filter(since_on__lte=clock.today())
        found = Organism.objects.filter(name__startswith=name).order_by("name")
        return found.annotate(is_mine=Exists(since)).values_list("name", "is_mine")

    rows.made = made
    return rows


def test_each_person_has_their_own_answer_to_what_is_compiled_once(asked):
    here, there = make_organism("Valmeyre"), make_organism("Vaubrun")
    alice, bob = make_member(here), make_member(there)

    assert asked(alice.pk, "V") == [("Valmeyre", True), ("Vaubrun", False)]
    assert asked(bob.pk, "V") == [("Valmeyre", False), ("Vaubrun", True)]
    assert asked(bob.pk, "Val") == [("Valmeyre", False)]
    assert asked.made == ["V", "Val"]


def test_the_answer_is_that_of_the_day_without_compiling_again(asked):
    alice = make_member(make_organism("Valmeyre"))
    Membership.objects.update(since_on=date(2026, 11, 25))
    with clock.at(datetime(2026, 11, 24, 12)):
        before = asked(alice.pk, "V")
    with clock.at(datetime(2026, 11, 25, 12)):
        after = asked(alice.pk, "V")

    assert (before, after, asked.made) == ([("Valmeyre", False)], [("Valmeyre", True)], ["V"])


def test_a_date_computed_from_the_day_is_refused():
    @compiled
    def rows(person):
        old = clock.today() - timedelta(days=30)
        return Membership.objects.filter(user=person, since_on__lte=old).values_list("pk")

    with pytest.raises(ValueError, match="computed from the day"):
        rows(1)


@pytest.mark.parametrize("many", [0, 1, 50, 51, 203])
def test_what_is_asked_of_many_things_is_what_the_rows_say_in_their_order(many):
    keys = [make_organism(f"Organisme {n:03}").pk for n in range(many)]
    make_organism("Un autre")

    @compiled_for_keys
    def rows(keys):
        return Organism.objects.filter(pk__in=keys).order_by("-name").values_list("pk", "name")

    found = [tuple(row) for row in rows(keys)]

    first, rest = keys[:200], keys[200:]
    expected = [(key, f"Organisme {keys.index(key):03}") for key in (*first[::-1], *rest[::-1])]
    assert found == expected


def test_what_is_asked_of_many_things_is_of_the_day():
    key = make_organism("Valmeyre").pk
    make_member(Organism.objects.get())
    Membership.objects.update(since_on=date(2026, 11, 25))

    @compiled_for_keys
    def rows(keys):
        later = clock.today() + timedelta(days=1)
        found = Membership.objects.filter(organism__in=keys, since_on=later)
        return found.values_list("organism")

    days = {}
    for day in (24, 25):
        with clock.at(datetime(2026, 11, day, 12)):
            days[day] = [tuple(row) for row in rows([key])]
    assert days == {24: [(key,)], 25: []}
