"""Recipients of a notice: the same people, asked of one thing or of many at once."""

import pytest

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.people import recipients as reaching
from portal.mail_desk.forecast import recipients as audience
from portal.models import Role
from portal.notifications.recipients import Each, Holders, Tied, keys
from tests import factories

pytestmark = pytest.mark.django_db


class Told:
    """A notice as `audience` reads it."""

    def __init__(self, to):
        self.to = to


@pytest.fixture
def dossiers():
    """Three organisms: of two people, of one who left and one closed account, of somebody shared."""
    made = [factories.make_dossier(factories.make_organism()) for _ in range(3)]
    first, second, third = (one.organism for one in made)
    [shared, *_] = [factories.make_member(first) for _ in range(2)]
    Membership.objects.filter(user=factories.make_member(second)).update(is_active=False)
    closed = factories.make_member(second)
    closed.is_active = False
    closed.save()
    Membership.objects.create(organism=third, user=shared, function="contact")
    return made


def test_the_members_of_many_are_those_of_each(dossiers):
    members = reaching.members()
    one_by_one = [frozenset(p.pk for p in members(thing)) for thing in dossiers]

    assert audience.recipients_of([(Told(members), thing) for thing in dossiers]) == one_by_one
    assert [len(people) for people in one_by_one] == [2, 0, 1]


def test_two_notices_of_the_same_people_are_one_question(dossiers, django_assert_num_queries):
    """Whatever the path that leads a thing to its organism."""
    near, far = reaching.members(), reaching.members("organism.pk")
    pairs = [(Told(to), thing) for to in (near, far) for thing in dossiers]

    with django_assert_num_queries(1):
        found = audience.recipients_of(pairs)

    assert found[:3] == found[3:]


def test_the_holders_of_a_role_are_everybody_s(dossiers, sonia, dircom):
    office = Holders((Role.REFERENT, Role.DIRCOM))

    assert (
        audience.recipients_of([(Told(office), thing) for thing in dossiers])
        == [frozenset((sonia.pk, dircom.pk))] * 3
    )
    assert {person.pk for person in office(dossiers[0])} == {sonia.pk, dircom.pk}


def test_a_message_is_written_for_the_same_people_by_their_keys(dossiers, sonia, dircom):
    """Each once, in the order of the rule; asked again of another thing, the query written once answers for it."""
    members, office = reaching.members(), Holders((Role.REFERENT, Role.DIRCOM))
    for to in (members, office, Each((office, members)), lambda _thing: [sonia, None, sonia]):
        told = [list(dict.fromkeys(p.pk for p in to(one) if p)) for one in dossiers]
        assert [keys(to, one) for one in dossiers] == told

    assert len(keys(Each((office, members)), dossiers[0])) == 4


def test_nobody_is_tied_to_nothing(dossiers):
    """An audit without an auditor tells no auditor."""
    to = Tied("auditor", "missing")
    thing = type("Thing", (), {"missing": None})

    assert (keys(to, thing), list(to(thing))) == ([], [])
