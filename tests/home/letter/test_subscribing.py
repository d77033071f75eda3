"""Subscriptions: double opt-in, one-click unsubscribing, erasure."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from home.letter import recipients
from home.letter.models import Subscription
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.ops import worker
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.web.submissions import public_forms

pytestmark = pytest.mark.django_db
ASK = "/lettre/"


def stamp_of_before():
    with clock.at(clock.now() - timedelta(minutes=1)):
        return public_forms.stamp()


def ask(client, address="lea@exemple.fr", **more):
    return client.post(ASK, {"sender_email": address, "stamp": stamp_of_before()} | more)


def confirmed(address="lea@exemple.fr"):
    recipients.ask(address)
    return recipients.confirm(Subscription.objects.get(address=address))


def test_asking_sends_a_link_and_subscribes_nobody(client, mailoutbox):
    answer = ask(client, "Lea@Exemple.fr")
    outbox.deliver_due()

    [mail] = mailoutbox
    row = Subscription.objects.get()
    assert answer["Location"] == "/lettre/demandee/"
    assert (mail.to, row.confirmed_at) == (["lea@exemple.fr"], None)
    assert row.get_absolute_url() in mail.body
    assert list(Subscription.objects.running()) == []


def test_opening_the_link_confirms_nothing_and_a_press_does(client):
    """A program that visits the links of mails subscribes nobody."""
    recipients.ask("lea@exemple.fr")
    address = Subscription.objects.get().get_absolute_url()

    client.get(address)
    client.head(address)
    before = Subscription.objects.running().count()
    client.post(address)

    assert (before, Subscription.objects.running().count()) == (0, 1)
    assert "confirmé" in client.get(address).content.decode()


def test_who_is_subscribed_is_told_the_same_and_gets_no_mail(client, mailoutbox):
    first = ask(client)
    confirmed()
    outbox.deliver_due()
    mailoutbox.clear()

    with clock.at(clock.now() + timedelta(days=2)):
        again = ask(client)
        outbox.deliver_due()

    assert (again.status_code, again["Location"]) == (first.status_code, first["Location"])
    assert mailoutbox == []
    assert Subscription.objects.count() == 1


def test_asking_ten_times_a_day_is_one_mail(mailoutbox):
    for _ in range(10):
        recipients.ask("lea@exemple.fr")
    outbox.deliver_due()

    assert len(mailoutbox) == 1


def test_a_link_is_good_for_a_week(client):
    recipients.ask("lea@exemple.fr")
    address = Subscription.objects.get().get_absolute_url()

    with clock.at(datetime(2026, 12, 2, 12)):
        late = client.get(address)
        assert jobs.run(KEEPINGS["subscription"]) == 1
    assert outbox.Message.objects.count() == 0

    assert late.status_code == 410
    assert "donnez votre adresse de nouveau" in late.content.decode()
    assert Subscription.objects.count() == 0


def test_one_press_stops_it_without_a_session_and_erases_the_address():
    """RFC 8058: the mail program posts, with no cookie and no token of ours."""
    row = confirmed()
    client = Client(enforce_csrf_checks=True)

    shown = client.get(row.stop_url)
    still = Subscription.objects.running().count()
    answers = [client.post(row.stop_url, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    row.refresh_from_db()
    assert (shown.status_code, still) == (200, 1)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (row.address, row.ended_at is None) == ("", False)


def test_who_leaves_is_forgotten_by_the_mails_sent_to_them_too():
    for address in ("lea@exemple.fr", "paul@exemple.fr"):
        recipients.ask(address)
    outbox.deliver_due()
    row, other = map(recipients.confirm, Subscription.objects.order_by("pk"))
    recipients.stop(row)

    said = Message.objects.order_by("pk").values_list("thing_id", "address", "body")
    (gone, address, body), (stays, kept, text) = said
    assert (gone, address.endswith("@oubli.invalid"), body) == (row.pk, True, "")
    assert (stays, kept, text != "") == (other.pk, "paul@exemple.fr", True)


def test_who_left_may_come_back():
    recipients.stop(confirmed())

    again = confirmed()

    assert [row.pk for row in Subscription.objects.running()] == [again.pk]


def test_the_database_keeps_no_address_of_who_left():
    row = confirmed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.filter(pk=row.pk).update(ended_at=clock.now())


@pytest.mark.parametrize("token", ["rien", "abc:def", "%00", "WzEsMl0:1tx:xx"])
@pytest.mark.parametrize("door", ["confirmer", "arreter"])
def test_a_made_up_link_leads_nowhere(door, token, client):
    assert client.get(f"/lettre/{door}/{token}/").status_code == 404


def test_a_robot_is_thanked_and_writes_nothing(client):
    answer = ask(client, **{public_forms.TRAP: "https://robot.example"})

    assert answer["Location"] == "/lettre/demandee/"
    assert Subscription.objects.count() == 0


def test_a_wrong_address_is_told_beside_it_and_kept(client):
    answer = ask(client, "lea@exemple")

    assert answer.status_code == 422
    assert "Cette adresse est incomplète" in answer.content.decode()
    assert 'value="lea@exemple"' in answer.content.decode()


def test_no_mail_waits_for_who_confirmed_meanwhile(mailoutbox):
    confirmed()
    outbox.deliver_due()

    assert mailoutbox == []
    assert Message.objects.get().state == "dropped"


def test_unconfirmed_addresses_go_with_the_daily_clock():
    recipients.ask("lea@exemple.fr")

    with clock.at(clock.now() + timedelta(days=11)):
        worker.run_clock()

    assert Subscription.objects.count() == 0
