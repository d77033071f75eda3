"""Resending a mail: its own Message-ID, an audit-log line, refused while one waits, idempotent."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.mail_desk import actions
from portal.models import Message
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Refused, audit_log
from tests.portal.mail_desk.factories import queue
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
KEY = "dossier.submitted"
A_DAY = timedelta(days=1)  # one mail a day is told of a dossier (BR-96)


@pytest.fixture
def sent(dossier, alice, mailoutbox):
    mail = queue(dossier, alice, KEY)
    outbox.deliver_due()
    mailoutbox.clear()
    return Message.objects.get(pk=mail.pk)


def identities():
    return list(Message.objects.order_by("pk").values_list("sent_as", flat=True))


def renew(browser, mail, key=None):
    return browser.post(f"{mail.delivery_url}renvoyer/", {"once": key or new_key()})


def test_each_sending_has_its_own_suffix_hence_its_own_message_id(sent, sonia, mailoutbox):
    for n in (1, 2):
        with clock.at(sent.sent_at + n * A_DAY):
            actions.send(sent, by=sonia)
            outbox.deliver_due()
    first, second, third = Message.objects.order_by("pk")

    assert second.event_key == f"{first.event_key}:renvoi-1"
    assert third.event_key == f"{first.event_key}:renvoi-2"
    assert len(set(identities())) == 3
    assert [m.extra_headers["Message-ID"] for m in mailoutbox] == identities()[1:]


def test_the_page_announces_the_identity_that_leaves(sent, sonia, signed_in):
    browser = signed_in(sonia)
    said = browser.get(f"{sent.delivery_url}renvoyer/").content.decode()
    renew(browser, sent)

    assert Message.objects.latest("pk").message_id.strip("<>") in said
    assert sent.sent_as.strip("<>") not in said


def test_the_journal_of_the_mail_tells_who_sent_it_again(sent, sonia):
    actions.send(sent, by=sonia)
    [entry] = audit_log.entries_of(sent)

    assert (entry.act, entry.sentence) == ("send_again", "Sonia Vasseur a renvoyé ce courriel.")


def test_while_one_waits_another_is_refused_with_a_sentence(sent, sonia, signed_in):
    browser = signed_in(sonia)
    queued = actions.send(sent, by=sonia)

    with pytest.raises(Refused, match="attend déjà de partir"):
        actions.send(sent, by=sonia)
    for mail in (sent, queued):
        answer = renew(browser, mail)
        assert answer.status_code == 409
        assert "Ce courriel attend déjà de partir" in answer.content.decode()
    assert Message.objects.count() == 2


def test_a_double_click_sends_one_mail(sent, sonia, signed_in):
    """The second POST of a form is led where the first was."""
    browser, key = signed_in(sonia), new_key()
    first, second = renew(browser, sent, key), renew(browser, sent, key)
    queued = Message.objects.latest("pk")

    assert (first.url, second.url) == (queued.delivery_url,) * 2
    assert Message.objects.count() == 2
    assert len(audit_log.entries_of(sent)) == 1


def test_a_closed_account_is_written_to_no_more(sent, alice, sonia, signed_in):
    alice.is_active = False
    alice.save()

    refused_page(renew(signed_in(sonia), sent), "Le compte de cette personne est fermé.")
    assert Message.objects.count() == 1


def test_what_is_sent_again_is_asked_again_when_it_leaves(sent, alice, sonia, mailoutbox):
    """BR-96: the right is lost between the two clicks and the departure."""
    queued = actions.send(sent, by=sonia)
    alice.memberships.update(is_active=False)
    with clock.at(clock.now() + A_DAY):
        outbox.deliver_due()
    queued.refresh_from_db()

    assert (queued.state, queued.dropped_for, len(mailoutbox)) == ("dropped", "right", 0)
