"""Queries kept by a process answer each person, each day, as the same ones written anew."""

from dataclasses import fields, is_dataclass

import pytest

from labelling.dossiers.models import LabelDossier
from portal.access import affiliations, standing
from portal.assignments import actions
from portal.core import clock
from portal.models import User
from tests.access import kept

pytestmark = pytest.mark.django_db
PEOPLE = ("sonia", "alice", "bob", "carla")


@pytest.fixture
def people(world):
    actions.take(LabelDossier.objects.order_by("pk").first(), by=world.people["sonia"])
    return [world.people[name].pk for name in PEOPLE]


def different(people, functions=None):
    """What answers otherwise once it is kept, of everybody and each day, than when it is written."""
    for _ in range(2):  # what the first time leaves, the second finds
        found = kept.answers(people, functions=functions)
    written = kept.answers(people, kept.as_written, functions)
    return [asked for asked, rows in written.items() if found[asked] != rows]


def test_each_function_whose_query_is_kept_is_in_the_law():
    assert sorted(kept.registered()) == sorted(kept.OF_PERSON)


def test_what_is_kept_answers_as_what_is_written(people):
    assert different(people) == []


def test_each_of_them_answers_something(people):
    told = {asked.partition(",")[0] for asked, rows in kept.answers(people).items() if rows}

    assert sorted(set(kept.registered()) - told) == []


def test_a_query_kept_for_whoever_comes_is_told(people, monkeypatch):
    """The control of what is kept a standing."""
    monkeypatch.setattr(standing, "standing", lambda user: user.is_active)
    name = "portal.web.worklist.statement"
    others = people[1:]
    found = different(people, {name: kept.registered()[name]})

    assert {int(asked.split(",")[1]) for asked in found} == set(others)


def test_what_binds_each_person_is_theirs_and_of_the_day(people):
    """One query is written a day, and asked with the key of whoever comes."""
    told = {}
    for day in kept.DAYS * 2:
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


def test_a_standing_is_made_of_plain_values(people):
    """It is compared by its words: two objects of one name would be one."""
    found = {
        type(one).__name__
        for key in people
        for one in _leaves(standing.standing(User.objects.get(pk=key)))
    }

    assert found <= {"int", "str", "bool", "NoneType", "date"}


def _leaves(value):
    if is_dataclass(value):
        value = [getattr(value, one.name) for one in fields(value) if one.compare or one.repr]
    if isinstance(value, tuple | list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value
