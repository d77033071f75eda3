"""Delegations and handovers that two people change at once: one effect, the other told (PostgreSQL)."""

import pytest

from labelling.parties.organisms.people import actions, delegations, handovers
from labelling.parties.organisms.people.models import Delegation, Handover
from portal.core import clock
from portal.scenario.files import document
from portal.web.submissions.edit_conflicts import Changed, stamp
from portal.workflow import Refused, audit_log
from tests.factories import make_member
from tests.labelling.organisms.test_delegations import DAYS, NOW
from tests.races import met_before, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


@pytest.fixture
def zoe(organism):
    return make_member(organism, first_name="Zoé", last_name="Brun")


def membership(user):
    return user.memberships.get()


def told(raised):
    return [one.codes for one in raised if isinstance(one, Refused)]


def delegated_at_once(alice, *givers):
    """The signature of Alice delegated by each of them at once: how many run, what was told."""
    member = membership(alice)
    uploads = [document("Délégation", "Acte de délégation") for _ in givers]
    with clock.at(NOW):
        raised = together(
            [
                lambda by=by, upload=upload: delegations.record(
                    member, by=by, given_by="Zoé Brun", upload=upload, **DAYS
                )
                for by, upload in zip(givers, uploads, strict=True)
            ]
        )
    count = Delegation.objects.count()
    Delegation.objects.all().delete()
    return count, told(raised)


def test_two_delegations_recorded_at_once_are_one_and_the_other_is_told(alice, zoe, sonia):
    found = [delegated_at_once(alice, zoe, sonia) for _ in range(ROUNDS)]

    assert found == [(1, [["overlaps"]])] * ROUNDS


def test_control_without_the_lock_nobody_is_told_of_the_other_delegation(
    alice, zoe, sonia, monkeypatch
):
    """Both have found that none runs before either writes."""
    without_row_locks(monkeypatch)
    met_before(monkeypatch, Delegation.objects, "create")

    assert delegated_at_once(alice, zoe, sonia)[1] == []


def test_a_delegation_ended_at_once_by_two_ends_once(alice, zoe, sonia):
    with clock.at(NOW):
        upload = document("Délégation", "Acte de délégation")
        facts = DAYS | {"given_by": "Zoé Brun", "upload": upload}
        one = delegations.record(membership(alice), by=zoe, **facts)
        raised = together([lambda by=by: delegations.end(one, by=by) for by in (zoe, sonia)])

    acts = [line.act for line in audit_log.entries_of(one.membership.organism)]
    assert (told(raised), acts.count("delegation_ended")) == ([["over"]], 1)


@pytest.fixture
def handover(organism, alice, chloe, zoe):
    """What Chloé followed waits for somebody."""
    actions.deactivate(membership(chloe), by=alice)
    return Handover.objects.get()


def named_at_once(handover, alice, zoe):
    """Each names the other from the same page, at once: what is raised, and how often the journal says it."""
    seen = stamp(handover, ("successor_id",))
    raised = together(
        [
            lambda by=by, one=one: handovers.name_successor(
                handover, by=by, successor=membership(one), seen=seen
            )
            for by, one in ((alice, zoe), (zoe, alice))
        ]
    )
    lines = audit_log.entries_of(handover.membership.organism)
    return raised, [line.act for line in lines].count("successor_named")


def test_two_successors_named_at_once_are_one_and_the_other_is_told(handover, alice, zoe):
    raised, lines = named_at_once(handover, alice, zoe)

    assert ([type(one) for one in raised], lines) == ([Changed], 1)


def test_control_without_the_lock_nobody_is_told_of_the_other_successor(
    handover, alice, zoe, monkeypatch
):
    """Both have seen that nobody is named before either writes."""
    without_row_locks(monkeypatch)
    met_before(monkeypatch, Handover, "save")

    assert told(named_at_once(handover, alice, zoe)[0]) == []
