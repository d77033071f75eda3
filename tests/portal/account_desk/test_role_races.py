"""Roles that two people change at once: one effect, the other told (PostgreSQL)."""

import pytest

from portal.access.roles import give_role
from portal.account_desk import workflow
from portal.account_desk.holders import holders
from portal.account_desk.kinds import K
from portal.account_desk.proposing import propose
from portal.models import AccountChange, Role
from portal.workflow import Refused
from tests.factories import make_user
from tests.labelling.committee.test_races import together
from tests.portal.account_desk.conftest import WHY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


@pytest.fixture
def theo(transactional_db):
    return make_user("Théo", "Technique", roles=[Role.TECH])


@pytest.fixture
def referents(transactional_db):
    return [make_user(f"Claire{n}", "Référente", roles=[Role.REFERENT]) for n in range(2)]


def both_taken_at_once(theo, referents):
    """Each of two référents confirms that the other leaves, at once: how many stay, what the other was told."""
    acts = []
    for person, other in zip(referents, reversed(referents), strict=True):
        change = propose(K.TAKE, by=theo, role=Role.REFERENT, person=person, reason=WHY)
        acts.append(lambda c=change, o=other: c.workflow.fire(c, "confirm", by=o))
    raised = together(acts)
    left = holders(Role.REFERENT).count()
    AccountChange.objects.all().delete()
    for person in referents:
        give_role(person, Role.REFERENT)
    return left, [one.codes for one in raised if isinstance(one, Refused)]


def test_two_referents_who_take_each_other_s_role_at_once_leave_one(theo, referents):
    found = [both_taken_at_once(theo, referents) for _ in range(ROUNDS)]

    assert {left for left, _ in found} == {1}
    assert {len(told) for _, told in found} == {1}


def test_control_without_the_lock_of_the_roles_nobody_stays(theo, referents, monkeypatch):
    monkeypatch.setattr(workflow, "lock_roles", lambda: None)
    found = [both_taken_at_once(theo, referents) for _ in range(ROUNDS)]

    assert min(left for left, _ in found) == 0


def test_one_role_proposed_at_once_by_both_offices_is_proposed_once(theo, referents):
    alice = make_user("Alice", "Arnaud")
    found = []
    for _ in range(ROUNDS):
        raised = together(
            [
                lambda by=by: propose(K.GIVE, by=by, role=Role.DPO, email=alice.email, reason=WHY)
                for by in (theo, *referents)
            ]
        )
        found.append((AccountChange.objects.count(), [one.codes for one in raised]))
        AccountChange.objects.all().delete()

    assert found == [(1, [["proposed"]] * 2)] * ROUNDS


def test_one_proposal_confirmed_and_withdrawn_at_once_has_one_end(theo, referents):
    alice, ended = make_user("Alice", "Arnaud"), set()
    for _ in range(ROUNDS):
        change = propose(K.GIVE, by=theo, role=Role.DPO, email=alice.email, reason=WHY)
        raised = together(
            [
                lambda c=change: c.workflow.fire(c, "confirm", by=referents[0]),
                lambda c=change: c.workflow.fire(c, "confirm", by=referents[1]),
                lambda c=change: c.workflow.fire(c, "withdraw", by=theo),
            ]
        )
        change.refresh_from_db()
        told = tuple(sorted(code for one in raised for code in one.codes))
        ended.add((change.state, holders(Role.DPO).exists(), told))
        alice.groups.clear()

    assert ended <= {
        ("confirmed", True, ("state", "state")),
        ("withdrawn", False, ("state", "state")),
    }
