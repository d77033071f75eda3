"""Roles that two people change at once: one effect, the other told (PostgreSQL)."""

import pytest
from django.db import connection

from portal.access.roles import give_role
from portal.account_desk import workflow
from portal.account_desk.actions import propose
from portal.account_desk.kinds import K
from portal.account_desk.roles import holders
from portal.models import AccountChange, Role
from portal.workflow import Refused, Workflow
from tests.evidence import empty
from tests.factories import make_user
from tests.portal.account_desk.conftest import WHY
from tests.races import met_after, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


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
    found = (both_taken_at_once(theo, referents) for _ in range(ROUNDS))

    assert any(left == 0 for left, _ in found)


def proposed_at_once(person, offices):
    """One role for one person, proposed by each of them at once: how many wait, what the others were told."""
    raised = together(
        [
            lambda by=by: propose(K.GIVE, by=by, role=Role.DPO, email=person.email, reason=WHY)
            for by in offices
        ]
    )
    waiting = AccountChange.objects.count()
    AccountChange.objects.all().delete()
    return waiting, [one.codes for one in raised]


@pytest.fixture
def alice(transactional_db):
    return make_user("Alice", "Arnaud")


@pytest.fixture
def unconstrained(alice):
    """The database forgets « one proposal a person and role », then remembers it."""
    constraints = AccountChange._meta.constraints
    one = next(c for c in constraints if c.name == "account_change_once_a_person")
    with connection.schema_editor() as editor:
        editor.remove_constraint(AccountChange, one)
    yield
    empty(AccountChange)
    with connection.schema_editor() as editor:
        editor.add_constraint(AccountChange, one)


def test_one_role_proposed_at_once_by_both_offices_is_proposed_once(alice, theo, referents):
    found = [proposed_at_once(alice, (theo, *referents)) for _ in range(ROUNDS)]

    assert found == [(1, [["proposed"]] * 2)] * ROUNDS


def test_control_without_the_constraint_one_role_is_proposed_three_times(
    alice, theo, referents, unconstrained
):
    assert proposed_at_once(alice, (theo, *referents)) == (3, [])


def ended_at_once(alice, theo, referents):
    """One proposal confirmed twice and withdrawn at once: its end, whether the role is given, what was told."""
    change = propose(K.GIVE, by=theo, role=Role.DPO, email=alice.email, reason=WHY)
    raised = together(
        [
            lambda: change.workflow.fire(change, "confirm", by=referents[0]),
            lambda: change.workflow.fire(change, "confirm", by=referents[1]),
            lambda: change.workflow.fire(change, "withdraw", by=theo),
        ]
    )
    change.refresh_from_db()
    is_given = holders(Role.DPO).exists()
    alice.groups.clear()
    return change.state, is_given, tuple(sorted(code for one in raised for code in one.codes))


def test_one_proposal_confirmed_and_withdrawn_at_once_has_one_end(alice, theo, referents):
    ended = {ended_at_once(alice, theo, referents) for _ in range(ROUNDS)}

    assert ended <= {
        ("confirmed", True, ("state", "state")),
        ("withdrawn", False, ("state", "state")),
    }


def test_control_without_the_lock_nobody_is_told_that_the_proposal_has_ended(
    alice, theo, referents, monkeypatch
):
    """The three have found that it waits before any writes."""
    without_row_locks(monkeypatch)
    met_after(monkeypatch, Workflow, "too_late", threads=3)

    assert "state" not in ended_at_once(alice, theo, referents)[2]
