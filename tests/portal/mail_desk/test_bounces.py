"""Bounces (RFC 3464): which mail came back, and a task, another try or nothing."""

import pytest

from portal.core import clock
from portal.mail_desk import mails
from portal.models import LostAddress, Message
from portal.notifications import outbox
from portal.web import worklist
from tests.portal.mail_desk.factories import queue

pytestmark = pytest.mark.django_db
REPORT = """\
From: MAILER-DAEMON@mx.exemple.fr
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-{status}@mx.exemple.fr>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.fr

Final-Recipient: rfc822; alice@exemple.fr
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--b
Content-Type: text/rfc822-headers

Subject: Bonjour
Message-ID: {name}

--b--
"""


@pytest.fixture
def sent(dossier, alice, mailoutbox):
    mail = queue(dossier, alice, "dossier.submitted")
    outbox.deliver_due()
    return Message.objects.get(pk=mail.pk)


def come_back(mail, status="5.1.1", action="failed"):
    text = REPORT.format(status=status, action=action, name=mail.sent_as)
    return mails.receive(text.replace("\n", "\r\n").encode())


def titles(user):
    return [task.title for task in worklist.lists(user)["do"]]


def test_a_hard_refusal_asks_who_succeeds(sent, alice, chloe, bob, sonia):
    asked = f"Trouver qui succède à {alice}", f"Dire qui succède à {alice}"
    come_back(sent)
    sent.refresh_from_db()

    assert (sent.bounce, sent.error) == ("hard", "5.1.1 smtp; 550 5.1.1 User unknown")
    assert asked[0] in titles(sonia)
    assert asked[1] in titles(chloe)
    assert not any("succède" in one for user in (alice, bob) for one in titles(user))


@pytest.mark.parametrize("fields", [{"email": "alice.a@exemple.fr"}, {"is_active": False}])
def test_the_task_ends_with_another_address_or_a_closed_account(sent, alice, chloe, sonia, fields):
    come_back(sent)
    for name, value in fields.items():
        setattr(alice, name, value)
    alice.save()

    assert not any("succède" in one for user in (sonia, chloe) for one in titles(user))


def test_a_refusal_for_now_is_tried_three_times_later(sent):
    for n in range(5):
        mail = Message.objects.order_by("-pk").first()
        Message.objects.filter(pk=mail.pk).update(state="sent", sent_as=f"<{n:032x}@127.0.0.1>")
        mail.refresh_from_db()
        come_back(mail, status=f"4.2.{n}")

    assert Message.objects.count() == 4
    assert not LostAddress.objects.exists()
    assert Message.objects.filter(again_of=sent, not_before__gt=clock.now()).count() >= 1


def test_a_delay_changes_nothing(sent):
    assert come_back(sent, action="delayed").endswith("take_bounce")
    sent.refresh_from_db()

    assert (sent.bounce, Message.objects.count()) == ("", 1)


def test_a_report_of_an_unknown_mail_is_taken_and_marks_nothing(sent):
    sent.sent_as = f"<{'0' * 32}@127.0.0.1>"

    assert come_back(sent).endswith("take_bounce")
    assert not Message.objects.exclude(bounce="").exists()
