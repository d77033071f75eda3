"""Concurrent hold and delivery of a mail: sent before the hold, or held."""

import threading
from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections, transaction
from django.db.models import Q

from portal.core import clock
from portal.mail_desk import actions
from portal.models import Hold, Message
from portal.notifications import delivery, outbox, schedule

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SENT, GATES = [], {}


class Slow(BaseEmailBackend):
    """A mail server that takes a mail only once the test lets it."""

    def send_messages(self, messages):
        GATES["in hand"].set()
        GATES["go on"].wait(10)
        SENT.extend(messages)
        return len(messages)


@pytest.fixture
def waiting(dossier, alice):
    about = {"notice": "dossier.submitted", "template": "labelling/dossiers/mail/submitted.txt"}
    about |= {"thing_type": "labelling.labeldossier", "thing_id": dossier.pk, "person": alice}
    return Message.objects.create(event_key="dossier.submitted:essai", **about)


@pytest.fixture
def gates(settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Slow"}}
    SENT.clear()
    GATES.update({"in hand": threading.Event(), "go on": threading.Event()})
    return GATES


def beside(function):
    """In another connection, as another process."""
    done = []

    def run():
        try:
            done.append(function())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, done


def until():
    return clock.today() + timedelta(5)


def test_a_hold_waits_for_the_mail_in_hand(waiting, sonia, gates):
    """When the référent reads « held », what was leaving has left: nothing leaves after."""
    worker, _ = beside(outbox.deliver_due)
    assert gates["in hand"].wait(10)
    holder, held = beside(
        lambda: actions.hold(sonia, notice=waiting.notice, until_on=until(), reason="Non")
    )
    holder.join(0.5)
    told_too_early = not holder.is_alive()
    gates["go on"].set()
    worker.join(10)
    holder.join(10)

    assert not told_too_early
    assert (len(SENT), len(held)) == (1, 1)
    assert Message.objects.get().state == "sent"


def chosen_before_the_hold(monkeypatch, sonia, waiting, looks_again):
    """The worker has chosen the mail; the hold is written and told; then the worker takes its row.

    Its choice is replayed as it was: `held()` of the first look saw no hold.
    """
    looks = []

    def held():
        looks.append(1)
        return actions.held_now() if looks_again and len(looks) > 1 else Q(pk__in=())

    monkeypatch.setattr(delivery, "held", held)
    monkeypatch.setattr(schedule, "held", held)
    actions.hold(sonia, message=waiting, until_on=until(), reason="Non")
    return outbox.deliver_due(limit=10)


def test_the_worker_looks_again_once_it_has_the_row(monkeypatch, waiting, sonia, mailoutbox):
    assert chosen_before_the_hold(monkeypatch, sonia, waiting, looks_again=True) == 0
    assert mailoutbox == []
    assert Message.objects.get().state == "pending"


def test_control_without_the_second_look_a_held_mail_leaves(
    monkeypatch, waiting, sonia, mailoutbox
):
    assert chosen_before_the_hold(monkeypatch, sonia, waiting, looks_again=False) == 1
    assert len(mailoutbox) == 1


def test_control_a_hold_that_locks_nothing_is_told_while_the_mail_leaves(waiting, sonia, gates):
    worker, _ = beside(outbox.deliver_due)
    assert gates["in hand"].wait(10)

    def only_written():
        with transaction.atomic():
            return Hold.objects.create(
                reference="QH-RC-2026-0009",
                notice=waiting.notice,
                until_on=until(),
                reason="Non",
                what="x",
            )

    holder, held = beside(only_written)
    holder.join(8)
    told_before = len(held) == 1 and SENT == []
    gates["go on"].set()
    worker.join(10)

    assert told_before
    assert len(SENT) == 1


def test_eight_holds_of_one_mail_are_one(waiting, sonia):
    gate = threading.Barrier(8)

    def press():
        gate.wait()
        try:
            return actions.hold(sonia, message=waiting, until_on=until(), reason="Non").reference
        except actions.Refused as refused:
            return refused.codes[0]

    runs = [beside(press) for _ in range(8)]
    for thread, _done in runs:
        thread.join(20)
    found = sorted(done[0] for _thread, done in runs)

    assert found[1:] == ["twice"] * 7 or found.count("twice") == 7
    assert Hold.objects.count() == 1
