"""Fifty kills of the worker lose nothing, and repeat a mail only under its Message-ID, word for word."""

import random

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from portal import clock, outbox
from portal.outbox import Message
from tests.factories import make_dossier, make_member, make_organism

pytestmark = pytest.mark.django_db
KILLS = 50


class Kill(BaseException):
    """The process ends: nothing catches it."""


class Deadly(EmailBackend):
    """Kills before the mail leaves, or after it has left and before it is marked."""

    fate, kills = random.Random(96), 0

    def send_messages(self, messages):
        before, after = (self.fate.random() < 0.4 for _ in range(2))
        if before:
            self.kill()
        sent = super().send_messages(messages)
        if after:
            self.kill()
        return sent

    @classmethod
    def kill(cls):
        cls.kills += 1
        raise Kill


def work():
    """One worker, until it dies or has nothing to do; what was committed stays."""
    with transaction.atomic():
        try:
            outbox.deliver_due()
        except Kill:
            return


def queue(tell):
    for _ in range(20):
        organism = make_organism()
        person, dossier = make_member(organism), make_dossier(organism)
        for kind in ("plain", "other", "deadline"):
            tell(person, dossier, kind)


def test_br96_fifty_kills_lose_nothing_and_repeat_the_same_mail(tell, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Deadly"}}
    with clock.at(clock.parse("2026-11-26 10:00")):
        queue(tell)
        while Message.objects.filter(state="pending").exists():
            work()
    repeated = {}
    for letter in mail.outbox:
        said = (letter.to[0], letter.subject, letter.body)
        repeated.setdefault(letter.extra_headers["Message-ID"], set()).add(said)

    assert Deadly.kills >= KILLS
    assert (
        len(mail.outbox) > len(repeated) == 40
    )  # each person: the deadline, and the rest together
    assert {len(texts) for texts in repeated.values()} == {1}
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
