"""Concurrent acceptances, and a label withdrawn while a licence is accepted (PostgreSQL)."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from labelling.title.labels.models import Label
from labelling.title.labels.workflow import LABEL
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import effects, states
from portal.core import clock
from portal.models import Role
from portal.workflow import Refused, audit_log
from tests.factories import make_member, make_organism, make_user
from tests.labelling.labels.factories import make_decision, make_label
from tests.labelling.licences.factories import ensure_charter, make_licence

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
REASON = "Les réclamations restent sans réponse depuis six mois, malgré deux rappels écrits."


def together(*acts):
    """What each act gives when they start at the same instant, in their order."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def go(rank, act):
        connection.ensure_connection()
        start.wait()
        try:
            with transaction.atomic():
                outcomes[rank] = act()
        except Refused as refused:
            outcomes[rank] = refused.codes[0]
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes


def opened():
    """An eligible licence, the two signatories who may accept it, and who withdraws its label."""
    organism = make_organism()
    people = [make_member(organism, "signatory") for _ in range(2)]
    label = make_label(organism, notice_sent_on=date(2026, 1, 5))
    make_decision(option="yes", kind="withdrawal", label=label)
    office = make_user("Sofia", "Marchand", roles=[Role.SECRETARY])
    return make_licence(label=label, state="eligible"), people, office


def accept(licence, person):
    return lambda: licence.workflow.fire(licence, "accept", by=person, supports=["web"]).state


def withdraw(licence, office):
    label = Label.objects.get(pk=licence.label_id)
    return lambda: LABEL.fire(label, "withdraw", by=office, reason=REASON).state


def test_of_two_acceptances_at_once_one_is_signed_and_the_other_is_told():
    for _ in range(4):
        licence, people, _office = opened()
        found = together(*(accept(licence, person) for person in people))
        lines = audit_log.entries_of(BrandLicence.objects.get(pk=licence.pk)).filter(act="accept")

        assert sorted(found) == ["active", "state"]
        assert [line.actor for line in lines] == [people[found.index("active")]]


def test_control_without_the_lock_both_sign():
    licence, people, _office = opened()
    looked = threading.Barrier(2)

    def sign(person):
        seen = BrandLicence.objects.get(pk=licence.pk)
        looked.wait()
        facts = {"accepted_by": person, "accepted_at": clock.now(), "charter": ensure_charter()}
        rows = BrandLicence.objects.filter(pk=licence.pk)
        rows.update(state="active", start_on=clock.today(), **facts)
        return seen.state

    assert together(*(lambda p=person: sign(p) for person in people)) == ["eligible"] * 2


def test_br80_a_label_withdrawn_while_its_licence_is_accepted_leaves_no_licence_in_force():
    seen = set()
    for _ in range(6):
        licence, (alice, _), office = opened()
        found = together(withdraw(licence, office), accept(licence, alice))
        now = BrandLicence.objects.get(pk=licence.pk).state
        seen.add((*found, now))

    assert seen <= {
        ("withdrawn", "active", "ending"),  # accepted first, then followed its label
        ("withdrawn", "state", "ended"),  # the label first: nothing is left to accept
        ("withdrawn", "title", "ended"),
    }


def test_br80_an_acceptance_that_holds_the_licence_is_waited_for_then_followed():
    licence, (alice, _), office = opened()
    accepted, label_moved = threading.Event(), threading.Event()

    def signing():
        state = accept(licence, alice)()
        accepted.set()
        label_moved.wait(1)  # the withdrawal is under way, and waits for this licence
        return state

    def withdrawing():
        accepted.wait(5)
        state = withdraw(licence, office)()
        label_moved.set()
        return state

    found = together(signing, withdrawing)

    assert found == ["active", "withdrawn"]
    assert BrandLicence.objects.get(pk=licence.pk).state == "ending"


def test_br80_control_without_the_lock_the_withdrawal_is_lost_to_the_acceptance():
    """The step is chosen from a licence read before the acceptance: the engine then refuses it."""
    licence, (alice, _), office = opened()
    read, accepted = threading.Event(), threading.Event()

    def without_lock(organism, *, is_quiet=False):
        today = clock.today()
        stale = BrandLicence.objects.get(pk=licence.pk)
        step = effects._step(stale, states.owed(organism, today), today)
        read.set()
        accepted.wait(5)
        return [stale.workflow.fire(stale, step)]

    def signing():
        read.wait(5)
        with transaction.atomic():
            state = accept(licence, alice)()
        transaction.on_commit(accepted.set)
        return state

    locked, effects.settle = effects.settle, without_lock
    try:
        found = together(withdraw(licence, office), signing)
    finally:
        effects.settle = locked

    assert found == ["state", "active"]
    assert Label.objects.get(pk=licence.label_id).state == "active"
    assert BrandLicence.objects.get(pk=licence.pk).state == "active"
