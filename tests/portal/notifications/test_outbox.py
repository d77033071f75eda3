"""Outbox: queued with the act, re-checked at sending (BR-96), at least once, one event."""

from datetime import datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from portal import workflow
from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.notifications.notices import Notice
from portal.workflow import audit_log

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=clock.PARIS)
TEXT = "Le dossier {{ thing.reference }} a avancé\nBonjour {{ person }},\n\n{{ url }}\n{{ why }}\n"


class Broken(BaseEmailBackend):
    """A mail server that never answers."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("the server is away")


@pytest.fixture
def mail_text(tmp_path, settings):
    """`mail_text("…")` gives the text of the notice « essai.avance »."""
    folder = tmp_path / "essai" / "mail"
    folder.mkdir(parents=True)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]

    def write(text):
        (folder / "avance.txt").write_text(text, encoding="utf-8")

    write(TEXT)
    return write


@pytest.fixture
def notice(mail_text):
    """`notice(people, still=…)` registers the test’s notice, for the time of the test."""
    before = dict(outbox.NOTICES)

    def make(*people, still=None):
        return Notice("essai.avance", to=lambda _thing: people, still=still)

    yield make
    outbox.NOTICES.clear()
    outbox.NOTICES.update(before)


def queue(notice, dossier, by):
    """A line of the journal, and the mails that it tells."""
    with workflow.acting(dossier, by=by, act="essai", sentence="a essayé"):
        pass
    entry = audit_log.entries_of(dossier).first()
    outbox.write(notice, dossier, entry, topic="essai")
    return entry


def states():
    return list(Message.objects.values_list("state", flat=True))


def test_a_mail_leaves_once_and_keeps_what_was_said(dossier, alice, notice, mailoutbox):
    queue(notice(alice), dossier, alice)

    assert outbox.deliver_due() == 1
    assert outbox.deliver_due() == 0

    [mail] = mailoutbox
    assert mail.to == [alice.email]
    assert mail.subject == f"Le dossier {dossier.reference} a avancé"
    kept = Message.objects.get()
    assert (kept.state, kept.subject, kept.body) == ("sent", mail.subject, mail.body)
    assert kept.sent_at is not None


def test_one_event_is_one_mail_a_person_however_often_it_is_queued(dossier, alice, notice):
    twice = notice(alice, alice, None)
    entry = queue(twice, dossier, alice)
    outbox.write(twice, dossier, entry, topic="essai")

    assert Message.objects.count() == 1


def test_two_events_are_two_mails(dossier, alice, notice):
    queue(notice(alice), dossier, alice)
    queue(notice(alice), dossier, alice)

    assert Message.objects.count() == 2


def test_br96_who_lost_the_right_before_sending_gets_nothing(dossier, alice, notice, mailoutbox):
    queue(notice(alice), dossier, alice)
    alice.memberships.update(is_active=False)

    assert outbox.deliver_due() == 0

    assert states() == ["dropped"]
    assert mailoutbox == []


def test_br96_a_closed_account_gets_nothing(dossier, alice, notice, mailoutbox):
    queue(notice(alice), dossier, alice)
    alice.is_active = False
    alice.save()

    outbox.deliver_due()

    assert (states(), mailoutbox) == (["dropped"], [])


def test_a_stranger_named_by_mistake_gets_nothing(dossier, alice, bob, notice, mailoutbox):
    queue(notice(alice, bob), dossier, alice)

    outbox.deliver_due()

    assert [mail.to for mail in mailoutbox] == [[alice.email]]
    assert sorted(states()) == ["dropped", "sent"]


def test_a_mail_whose_condition_fell_is_without_object(dossier, alice, notice, mailoutbox):
    queue(notice(alice, still=lambda thing: thing.version == 1), dossier, alice)

    outbox.deliver_due()

    assert (states(), mailoutbox) == (["dropped"], [])


def test_the_text_is_the_one_of_the_day_it_leaves(dossier, alice, notice, mail_text, mailoutbox):
    queue(notice(alice), dossier, alice)
    type(dossier).objects.filter(pk=dossier.pk).update(reference="QH-D-2026-0777")

    outbox.deliver_due()

    assert mailoutbox[0].subject == "Le dossier QH-D-2026-0777 a avancé"


def test_a_mail_is_plain_text_and_a_name_cannot_add_a_header(
    dossier, alice, notice, mail_text, mailoutbox
):
    mail_text("{{ person.last_name }} écrit\n{{ person.last_name }}\n")
    alice.last_name = "D’Arc & <fils>\r\nBcc: tous@exemple.example"
    alice.save()
    queue(notice(alice), dossier, alice)

    outbox.deliver_due()

    [mail] = mailoutbox
    assert mail.subject == "D’Arc & <fils>"
    assert "D’Arc & <fils>" in mail.body
    assert mail.recipients() == [alice.email]
    assert sorted(mail.extra_headers) == [
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Message-ID",
    ]


def test_a_server_that_is_away_is_tried_ten_times_then_left(dossier, alice, notice, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Broken"}}
    waits, at = [], NOON
    with clock.at(NOON):
        queue(notice(alice), dossier, alice)
    for _ in range(10):
        with clock.at(at):
            outbox.deliver_due()
        message = Message.objects.get()
        waits.append((message.not_before - at).total_seconds())
        at = message.not_before

    assert waits[:9] == [30, 60, 300, 900, 1800, 3600, 7200, 7200, 7200]
    assert (message.state, message.attempts) == ("failed", 10)
    assert message.error == "ConnectionRefusedError: the server is away"


def test_a_mail_waits_for_its_next_try(dossier, alice, notice, settings, mailoutbox):
    mailers = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Broken"}}
    with clock.at(NOON):
        queue(notice(alice), dossier, alice)
        outbox.deliver_due()
    settings.MAILERS = mailers

    with clock.at(NOON + timedelta(seconds=29)):
        assert outbox.deliver_due() == 0
    with clock.at(NOON + timedelta(seconds=30)):
        assert outbox.deliver_due() == 1

    assert len(mailoutbox) == 1


def test_a_crash_after_sending_repeats_the_mail_under_the_same_identity(
    dossier, alice, notice, mailoutbox
):
    queue(notice(alice), dossier, alice)
    with transaction.atomic():
        outbox.deliver_due()
        transaction.set_rollback(True)

    outbox.deliver_due()

    first, second = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == second
    assert first.endswith("@127.0.0.1>")


def test_two_people_have_two_identities(dossier, alice, sonia, notice, mailoutbox):
    queue(notice(alice, sonia), dossier, alice)

    outbox.deliver_due()

    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 2


def test_a_mail_that_breaks_does_not_stop_the_next(dossier, alice, sonia, notice, mailoutbox):
    def breaks_first(thing):
        if not mailoutbox and not Message.objects.filter(attempts__gt=0).exists():
            return 1 / 0
        return True

    queue(notice(alice, sonia, still=breaks_first), dossier, alice)

    assert outbox.deliver_due() == 1
    assert sorted(states()) == ["pending", "sent"]


def test_a_mail_without_a_text_is_given_up_at_once(dossier, alice, notice):
    queue(notice(alice), dossier, alice)
    Message.objects.update(template="essai/mail/nulle_part.txt")

    outbox.deliver_due()

    assert states() == ["failed"]


def test_an_act_that_is_undone_leaves_no_mail(dossier, alice, notice):
    with transaction.atomic():
        queue(notice(alice), dossier, alice)
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 28), datetime(2026, 3, 29), datetime(2026, 10, 25)]
)
def test_a_reminder_leaves_at_eight_in_paris_even_when_the_hour_changes(
    dossier, alice, notice, day
):
    dossier.due_on = day.date() + timedelta(days=3)
    reminder = workflow.Reminder("draft", notice(alice), (3,))
    with clock.at(day.replace(hour=0, minute=10)):
        outbox.remind(reminder, dossier, 3, topic="essai")

    leaves = Message.objects.get().not_before.astimezone(clock.PARIS)
    assert (leaves.date(), leaves.hour, leaves.minute) == (day.date(), 8, 0)


def test_a_reminder_queued_in_the_afternoon_leaves_at_once(dossier, alice, notice):
    dossier.due_on = NOON.date()
    with clock.at(NOON):
        outbox.remind(workflow.Reminder("draft", notice(alice), (0,)), dossier, 0, topic="essai")

    assert Message.objects.get().not_before == NOON
