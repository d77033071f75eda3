"""Steps of a version of the durations: who prepares, who approves, what the database keeps (BR-93)."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.core import clock
from portal.models import Message, RetentionVersion, Role
from portal.retention import durations
from portal.retention.rules import approver, approvers
from portal.retention.versions import actions
from portal.workflow import Forbidden, Refused, Stale, audit_log
from portal.workflow.evidence import REFUSAL
from tests.factories import make_user
from tests.portal.retention.version_factories import (
    approved,
    fire,
    make_deputy,
    make_dpo,
    make_referent,
    proposed,
)

pytestmark = pytest.mark.django_db
WHY = "Cette durée est trop courte pour répondre aux recours."


@pytest.fixture
def sonia(db):
    return make_referent()


@pytest.fixture
def dpo(db):
    return make_dpo()


def codes(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.codes


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=clock.PARIS))


def test_each_office_approves_what_the_other_has_prepared(sonia, dpo):
    paul, tech = make_deputy(), make_user(roles=[Role.TECH])
    people = (sonia, paul, dpo, tech)
    ours = proposed(paul)
    assert [approver(one, ours) for one in people] == [False, False, True, False]
    assert list(approvers(ours)) == [dpo]
    fire(ours, "withdraw", sonia, reason=WHY)
    theirs = proposed(dpo)

    assert [approver(one, theirs) for one in people] == [True, False, False, False]
    with pytest.raises(Forbidden):
        fire(theirs, "approve", dpo)
    assert fire(theirs, "approve", sonia).state == "approved"


def test_who_holds_both_offices_approves_nothing_of_either(sonia):
    both = make_user("Deux", "Fonctions", roles=[Role.DPO, Role.DEPUTY])
    version = actions.begin(by=sonia)
    facts = {"starts_on": clock.today()}
    assert codes(fire, version, "propose", sonia, **facts) == ["nobody"]
    make_dpo()
    version = fire(version, "propose", sonia, **facts)

    assert approver(both, version) is False
    with pytest.raises(Forbidden):
        fire(version, "approve", both)


def test_who_changed_office_meanwhile_does_not_approve_their_own(sonia, dpo):
    version = proposed(sonia)
    sonia.groups.clear()
    former = make_user("Sonia", "Vasseur-DPO", roles=[Role.DPO])
    RetentionVersion.objects.filter(pk=version.pk).update(proposed_by=former)
    version.refresh_from_db()

    assert (approver(former, version), approver(dpo, version)) == (False, True)


def test_one_version_at_a_time_is_not_finished(sonia, dpo):
    first = actions.begin(by=sonia)
    assert codes(actions.begin, by=dpo) == ["open"]
    fire(first, "withdraw", sonia, reason=WHY)
    second = proposed(dpo)
    assert codes(actions.begin, by=sonia) == ["open"]
    fire(second, "refuse", sonia, reason=WHY)

    assert actions.begin(by=sonia).state == "draft"


def test_two_approved_never_begin_on_the_same_day(sonia, dpo):
    approved(sonia, dpo, days=5)
    late = proposed(sonia, days=5)
    assert codes(fire, late, "approve", dpo) == ["day"]

    row = RetentionVersion.objects.filter(pk=late.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="approved", decided_by=dpo, decided_at=clock.now())


def test_a_day_that_passed_while_it_waited_is_proposed_again(sonia, dpo):
    version = proposed(sonia)
    with at(clock.today() + timedelta(days=1)):
        assert codes(fire, version, "approve", dpo) == ["day"]
        version = fire(version, "resume", sonia)
        version = fire(version, "propose", sonia, starts_on=clock.today())

        assert fire(version, "approve", dpo).state == "approved"


def test_an_approved_version_never_changes_the_database_refuses(sonia, dpo):
    version = approved(sonia, dpo)
    rows = RetentionVersion.objects.filter(pk=version.pk)
    for change in (
        {"periods": {}},
        {"note": "Autre."},
        {"starts_on": "2030-01-01"},
        {"state": "draft"},
    ):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
            rows.update(**change)

    assert codes(actions.edit, version, "mail", {"active": "6m"}, by=sonia) == ["state"]


@pytest.mark.postgres
def test_no_version_is_removed(sonia):
    version = actions.begin(by=sonia)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        version.delete()


def test_a_row_that_somebody_else_has_changed_is_not_overwritten(sonia):
    paul = make_deputy()
    version = actions.begin(by=sonia)
    seen = actions.stamp(version.periods["mail"])
    actions.edit(version, "mail", {"active": "6m"}, by=paul, seen=seen)
    with pytest.raises(Stale):
        actions.edit(version, "mail", {"active": "9m"}, by=sonia, seen=seen)
    other = actions.edit(version, "absence", {"active": "9m"}, by=sonia, seen="12m")

    assert (other.periods["mail"], other.periods["absence"]) == ({"active": "6m"}, {"active": "9m"})


def told(key):
    rows = Message.objects.filter(notice=f"retention_version.{key}")
    return sorted(rows.values_list("person__last_name", flat=True))


def test_the_other_office_is_told_and_the_journal_tells_who(sonia, dpo):
    make_deputy()
    version = approved(sonia, dpo)

    assert (told("proposed"), told("answered")) == (["Données"], ["Suppléant", "Vasseur"])
    lines = audit_log.entries_of(version).order_by("pk")
    assert [(one.act, one.actor) for one in lines] == [
        ("begin", sonia), ("propose", sonia), ("approve", dpo),
    ]  # fmt: skip


def test_a_refusal_and_a_withdrawal_have_their_reason(sonia, dpo):
    refused = fire(proposed(sonia), "refuse", dpo, reason=WHY)
    withdrawn = fire(proposed(dpo), "withdraw", dpo, reason=WHY)
    reasons = [audit_log.entries_of(one).first().reason for one in (refused, withdrawn)]

    assert reasons == [WHY, WHY]
    assert (told("answered"), told("taken_back")) == (["Vasseur"], ["Vasseur"])
    assert durations.version().is_demo
