"""Durations that two people decide at once: one effect, the other told (PostgreSQL)."""

import pytest
from django.db import DatabaseError, connection

from portal.models import RetentionVersion
from portal.retention.versions import actions
from portal.workflow import Refused, Workflow
from tests.evidence import empty
from tests.portal.retention.version_factories import (
    fire,
    make_deputy,
    make_dpo,
    make_referent,
    proposed,
)
from tests.races import met_after, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6
WHY = "Cette durée est trop courte pour répondre aux recours."


@pytest.fixture
def sonia(transactional_db):
    return make_referent()


@pytest.fixture
def officers(transactional_db):
    return [make_dpo() for _ in range(2)]


def at_once(*acts):
    """What those who came second were told: the codes of the portal, or « database »."""
    told = []

    def run(act):
        try:
            act()
        except Refused as refused:
            told.extend(refused.codes)
        except DatabaseError:
            told.append("database")

    together([lambda act=act: run(act) for act in acts])
    return sorted(told)


def decided_at_once(version, sonia, officers):
    return at_once(
        lambda: fire(version, "approve", officers[0]),
        lambda: fire(version, "approve", officers[1]),
        lambda: fire(version, "withdraw", sonia, reason=WHY),
    )


def ended_at_once(sonia, officers, number):
    """One proposal approved twice and withdrawn at once: its end, whether approved, what was told."""
    version = proposed(sonia, days=number)
    told = decided_at_once(version, sonia, officers)
    version.refresh_from_db()
    return version.state, version.decided_by_id is not None, told


def test_one_proposal_approved_and_withdrawn_at_once_has_one_end(sonia, officers):
    ends = [("approved", True, ["state"] * 2), ("withdrawn", False, ["state"] * 2)]
    found = [ended_at_once(sonia, officers, number) for number in range(ROUNDS)]

    assert [one for one in found if one not in ends] == []


def test_control_without_the_lock_nobody_is_told_that_it_has_ended(sonia, officers, monkeypatch):
    """The three have found that it waits before any writes."""
    version = proposed(sonia)
    without_row_locks(monkeypatch)
    met_after(monkeypatch, Workflow, "too_late", threads=3)

    assert "state" not in decided_at_once(version, sonia, officers)


def begun_at_once(people):
    """How many versions are open, what the others were told."""
    told = at_once(*(lambda by=by: actions.begin(by=by) for by in people))
    count = RetentionVersion.objects.filter(state__in=actions.OPEN).count()
    return count, told


def test_two_versions_begun_at_once_leave_one(sonia, officers):
    found = []
    for _ in range(ROUNDS):
        found.append(begun_at_once((sonia, *officers)))
        version = RetentionVersion.objects.get(state="draft")
        fire(version, "withdraw", version.prepared_by, reason=WHY)

    assert found == [(1, ["open"] * 2)] * ROUNDS


@pytest.fixture
def unconstrained(officers):
    """The database forgets « one at a time », then remembers it."""
    one = next(
        c for c in RetentionVersion._meta.constraints if c.name == "retention_version_one_open"
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(RetentionVersion, one)
    yield
    empty(RetentionVersion)
    with connection.schema_editor() as editor:
        editor.add_constraint(RetentionVersion, one)


def test_control_without_the_constraint_several_are_open(sonia, officers, unconstrained):
    assert begun_at_once((sonia, *officers)) == (3, [])


def test_one_row_changed_at_once_is_written_once_and_the_other_told(sonia):
    paul = make_deputy()
    version = actions.begin(by=sonia)
    for months in range(1, ROUNDS):
        version.refresh_from_db()
        seen = actions.stamp(version.periods["mail"])
        values = [(sonia, f"{20 + months}m"), (paul, f"{40 + months}m")]
        told = at_once(
            *(
                lambda by=by, text=text, seen=seen: actions.edit(
                    version, "mail", {"active": text}, by=by, seen=seen
                )
                for by, text in values
            )
        )

        assert told == ["stale"]


def test_control_without_the_lock_both_write_the_row_and_nobody_is_told(sonia, monkeypatch):
    """Both have compared what they had seen before either writes."""
    paul = make_deputy()
    version = actions.begin(by=sonia)
    without_row_locks(monkeypatch)
    met_after(monkeypatch, actions, "stamp")
    told = at_once(
        *(
            lambda by=by: actions.edit(version, "mail", {"active": "9m"}, by=by, seen="12m")
            for by in (sonia, paul)
        )
    )

    assert told == []
