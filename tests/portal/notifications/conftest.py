"""Fixtures: two dossiers of Alice, notices of every kind, and a shortcut to notify her."""

from dataclasses import replace
from itertools import count

import pytest

from portal.notifications import outbox
from portal.notifications.models import Mailbox, MailChoice, Message
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import EVERYBODY
from tests import factories

TEXT = "{{ thing.reference }} : du nouveau\nBonjour {{ person }},\n\n{{ url }}\n\n{{ why }}\n"
GROUP = Group("Essais", 9990)
KINDS = {
    "plain": {},
    "other": {},
    "daily": {"grouping": "day"},
    "weekly": {"grouping": "week"},
    "deadline": {"deadline": True},
    "owed": {"mandatory": "la convention le veut"},
}


@pytest.fixture
def mail_text(tmp_path, settings):
    folder = tmp_path / "essai" / "mail"
    folder.mkdir(parents=True)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    (folder / "avance.txt").write_text(TEXT, encoding="utf-8")
    return folder / "avance.txt"


@pytest.fixture
def kinds(mail_text):
    """{"plain": Notice, …}: one of each kind, in the catalogue for the time of the test."""
    notices = dict(outbox.NOTICES)
    shared = {"to": lambda _thing: (), "template": "essai/mail/avance.txt", "audience": "Alice"}
    shared["reaches"] = (EVERYBODY,)
    yield {
        name: Notice(f"essai.{name}", "Du nouveau", group=GROUP, **shared, **facts)
        for name, facts in KINDS.items()
    }
    outbox.NOTICES.clear()
    outbox.NOTICES.update(notices)


@pytest.fixture
def tell(kinds):
    """`tell(person, dossier, "plain")` queues a message now."""
    numbers = count(1)

    def queue(person, thing, kind="plain", **facts):
        notice = replace(kinds[kind], to=lambda _t: (person,), **facts)
        outbox.write_once(notice, thing, key=f"{next(numbers)}", topic="essai")
        return Message.objects.order_by("pk").last()

    return queue


@pytest.fixture
def other_dossier(organism, alice):
    return factories.make_dossier(organism, dossier_type="renewal")


@pytest.fixture
def choose():
    """`choose(alice, "plain", "week")`; `choose(alice, paused_until=…)`."""

    def choice(person, kind="", pace="", **hours):
        if kind:
            MailChoice.objects.create(person=person, notice=f"essai.{kind}", pace=pace)
        if hours:
            calm = {"is_quiet_at_night": False, "is_quiet_at_weekends": False, "has_chosen": True}
            Mailbox.objects.update_or_create(person=person, defaults=calm | hours)

    return choice
