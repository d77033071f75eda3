"""Concurrent workers: each message sent once, one mail a person and dossier (PostgreSQL)."""

import threading
import time
from contextvars import copy_context

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.db.models import QuerySet

from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from tests.factories import make_member

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOON = clock.parse("2026-11-26 12:00")
PEOPLE, WORKERS = 6, 3


class Slow(EmailBackend):
    """A server that takes its time: the other worker looks for something to do meanwhile."""

    def send_messages(self, messages):
        time.sleep(0.02)
        return super().send_messages(messages)


def work_together():
    start = threading.Barrier(WORKERS)

    def run():
        try:
            start.wait()
            with clock.at(NOON):
                outbox.deliver_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run,)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def queue(tell, organism, dossier):
    people = [make_member(organism, "contact") for _ in range(PEOPLE)]
    with clock.at(NOON):
        for person in people:
            for kind in ("plain", "other", "deadline"):
                tell(person, dossier, kind)


def told():
    """How many mails each person got."""
    to = [letter.to[0] for letter in mail.outbox]
    return sorted(to.count(one) for one in set(to))


def test_two_workers_never_send_one_message_twice(tell, organism, dossier, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Slow"}}
    queue(tell, organism, dossier)

    work_together()

    assert told() == [2] * PEOPLE  # the deadline, and the rest in one mail
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_without_the_lock_they_do(tell, organism, dossier, settings, monkeypatch):
    """The control."""
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Slow"}}
    queue(tell, organism, dossier)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows.all())

    work_together()

    assert sum(told()) > 2 * PEOPLE


class Endless(EmailBackend):
    """A server that answers when the test says so."""

    called, answers = threading.Event(), threading.Event()

    def send_messages(self, messages):
        self.called.set()
        self.answers.wait(30)
        return super().send_messages(messages)


def test_while_a_mail_leaves_its_reader_marks_it_and_is_told_to_save_again(
    tell, alice, dossier, settings, signed_in
):
    """Nothing waits for the mail server but the choice of hours, which says so."""
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Endless"}}
    with clock.at(NOON):
        message = tell(alice, dossier)
    page = signed_in(alice)

    def run():
        try:
            with clock.at(NOON):
                outbox.deliver_due()
        finally:
            connection.close()

    worker = threading.Thread(target=copy_context().run, args=(run,))
    worker.start()
    assert Endless.called.wait(30)
    read = page.post("/espace/messages/marquer/", {"act": f"read:{message.pk}"})
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    busy = page.post("/espace/messages/reprendre/", follow=True)
    Endless.answers.set()
    worker.join()

    message.refresh_from_db()
    assert (read.status_code, message.state, message.read_at is not None) == (302, "sent", True)
    assert "Un courriel part vers vous en ce moment." in busy.content.decode()
