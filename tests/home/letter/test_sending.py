"""Sending of the letter: once to each current subscriber, whoever dies meanwhile."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from home.letter import recipients
from home.letter.models import LetterCopy, LetterIssue, Subscription
from home.letter.workflow import LETTER
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Refused
from tests.home.letter.factories import subscribe

pytestmark = pytest.mark.django_db


def send(issue, dircom):
    return LETTER.fire(issue, "send", by=dircom)


def test_each_subscriber_gets_it_once_with_a_way_out(ready, dircom, mailoutbox):
    people = subscribe(2)

    sent = send(ready, dircom)
    for _ in range(2):
        outbox.deliver_due()

    assert sorted(mail.to[0] for mail in mailoutbox) == [one.address for one in people]
    mail, one = mailoutbox[0], Subscription.objects.get(address=mailoutbox[0].to[0])
    assert one.stop_url in mail.extra_headers["List-Unsubscribe"]
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Le kit est en ligne" in mail.body
    assert sent.get_public_url() in mail.body
    assert one.stop_url in mail.body


def test_a_letter_leaves_once(ready, dircom):
    subscribe()
    sent = send(ready, dircom)

    with pytest.raises(Refused):
        send(sent, dircom)

    assert (LetterCopy.objects.count(), Message.objects.count()) == (1, 1)


class Dies(BaseEmailBackend):
    """The mail left, then the worker was killed before it was written."""

    def send_messages(self, messages):
        kept.extend(messages)
        raise SystemExit


kept = []


def test_a_killed_worker_repeats_under_the_same_message_id(ready, dircom, settings, mailoutbox):
    subscribe()
    send(ready, dircom)
    working = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Dies"}}
    kept.clear()
    with pytest.raises(SystemExit):
        outbox.deliver_due()
    settings.MAILERS = working

    outbox.deliver_due()

    ids = [mail.extra_headers["Message-ID"] for mail in (*kept, *mailoutbox)]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_who_leaves_between_the_queue_and_the_mail_gets_nothing(ready, dircom, mailoutbox):
    """BR-96: asked again at sending."""
    [one] = subscribe()
    send(ready, dircom)
    recipients.stop(one)

    outbox.deliver_due()

    assert mailoutbox == []
    assert Message.objects.get().state == "dropped"


def test_five_hundred_cost_what_one_costs(dircom, issue, django_assert_num_queries):
    costs = []
    for many in (1, 500):
        Subscription.objects.all().delete()
        subscribe(many)
        LetterIssue.objects.filter(pk=issue.pk).update(state="ready")
        issue.refresh_from_db()
        with django_assert_num_queries(999_999, exact=False) as caught:
            LETTER.transitions["send"].then(issue, by=dircom)
        costs.append(len(caught.captured_queries))

    assert costs[0] == costs[1]
