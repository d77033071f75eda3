"""What may reach a person is what their page of choices lists: no notice comes that they were not told of."""

import pytest

from labelling.committee.models import CommitteeSeat, SeatHolder
from portal.models import User
from portal.notifications import catalogue
from tests.access.mails.test_every_notice import PUBLIC, TO_PEOPLE, desk, reached, told

__all__ = ("desk",)
pytestmark = pytest.mark.django_db
OURS = ["signatory", "team", "club", "spaces", "account"]
CAPACITIES = {
    "alice": OURS,
    "chloe": OURS[1:],
    "bob": ["signatory", "team", "account"],
    "gaston": ["account"],
    "sonia": ["label_referent", "account"],
    "paul": ["label_deputy", "account"],
    "nora": ["committee_secretary", "account"],
    "ali": ["auditor", "spaces", "account"],
    "agnes": ["auditor", "handler", "spaces", "account"],
    "carla": ["presidency", "committee", "account"],
    "victor": ["presidency", "committee", "handler", "account"],
    "marc": ["committee", "handler", "account"],
    "rosa": ["committee", "account"],
    "dircom": ["dircom", "account"],
    "dpo": ["dpo", "account"],
    "tech": ["tech_admin", "account"],
}


def listed(person):
    """{capacity: keys} of the page of this person, read anew."""
    fresh = User.objects.get(pk=person.pk)
    return {one.key: [n.key for n in told] for one, told in catalogue.reaching(fresh).items()}


def test_each_person_of_the_world_is_offered_their_capacities(world):
    assert {name: list(listed(world.people[name])) for name in CAPACITIES} == CAPACITIES


def test_a_substitute_of_the_presidency_is_a_member_who_does_not_preside(world):
    """No mail to the presidency reaches a substitute."""
    seat = CommitteeSeat.objects.get(code="PRES")
    denis = world.people["dpo"]
    SeatHolder.objects.create(seat=seat, user=denis, rank="substitute", since_on="2025-01-01")

    assert list(listed(denis)) == ["committee", "dpo", "account"]


@pytest.mark.parametrize("key", sorted([*TO_PEOPLE, *PUBLIC]))
def test_nobody_receives_a_notice_that_their_page_does_not_list(desk, key):
    """Of the thing that makes it true, and of every other of its kind that holds."""
    notice, thing, people = told(key)
    rows = type(thing)._base_manager.exclude(pk=thing.pk)
    others = [reached(notice, row) for row in rows[:50] if notice.holds(row)]
    found = set().union(people, *others)
    missed = [
        str(person)
        for person in found
        if key not in {one for keys in listed(person).values() for one in keys}
    ]
    assert (bool(found), missed) == (True, [])
