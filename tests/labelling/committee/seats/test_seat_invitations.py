"""Invitations to a seat: who has no account is invited, and sits by accepting."""

from datetime import timedelta

import pytest

from labelling.committee.models import SeatHolder
from labelling.committee.seats import actions, invitations, mandates
from portal.accounts.invitations import accept
from portal.core import clock
from portal.models import Invitation
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.committee.factories import text
from tests.labelling.committee.seats.test_seats import COMPOSITION, seat

pytestmark = pytest.mark.django_db
LEA = "lea@exemple.fr"
PERSON = {"first_name": "Léa", "last_name": "Neuve", "password": "x" * 20}


def named(client, email=LEA, code="S3", rank="substitute", since_on=""):
    data = {"seat": seat(code).pk, "rank": rank, "email": email}
    data["since_on"] = since_on or (clock.today() - timedelta(days=5)).isoformat()
    return client.post(COMPOSITION + "nommer/", data)


def pending():
    return Invitation.objects.pending().filter(purpose=invitations.PURPOSE)


def holders(code="S3", rank="substitute"):
    rows = SeatHolder.objects.filter(seat__code=code, rank=rank, until_on=None)
    return [str(one.user) for one in rows.select_related("user")]


def test_who_has_no_account_is_invited_and_sits_by_accepting(signed_in, people, nora, mailoutbox):
    client, before = signed_in(nora), holders()
    answer = named(client)
    page = text(client.get(COMPOSITION))
    waiting = holders()
    lea = accept(pending().get(), **PERSON)

    assert (answer.status_code, waiting) == (302, before)
    assert (LEA in page, mailoutbox[0].to) == (True, [LEA])
    assert "siéger au comité de labellisation" in mailoutbox[0].body
    assert holders() == ["Léa Neuve"]
    holder = SeatHolder.objects.get(user=lea)
    assert (holder.since_on, holder.seat.code) == (clock.today(), "S3")
    sentences = [one.sentence for one in audit_log.entries_of(seat("S3")).order_by("-seq")]
    assert sentences[0].startswith(f"{nora} a nommé Léa Neuve, suppléant")
    assert [line for line in sentences if LEA in line] == []


def test_who_has_an_account_sits_at_once(signed_in, people, nora, alice):
    named(signed_in(nora), email=alice.email.upper())

    assert (holders(), pending().count()) == ([str(alice)], 0)


def test_a_seat_that_somebody_takes_meanwhile_is_offered_no_more(signed_in, people, nora, alice):
    client = signed_in(nora)
    named(client)
    invitation = pending().get()
    named(client, email=alice.email)

    assert (accept(invitation, **PERSON), holders()) == (None, [str(alice)])


def test_a_mandate_to_come_begins_on_its_day(signed_in, people, nora):
    later = clock.today() + timedelta(days=30)
    named(signed_in(nora), since_on=later.isoformat())
    lea = accept(pending().get(), **PERSON)

    assert SeatHolder.objects.get(user=lea).since_on == later


def test_it_is_sent_again_and_withdrawn_from_the_composition(signed_in, people, nora, sonia):
    named(signed_in(nora))
    first = pending().get()
    client = signed_in(sonia)
    client.post(f"{COMPOSITION}invitations/{first.pk}/renvoyer/")
    again = pending().get()
    client.post(f"{COMPOSITION}invitations/{again.pk}/annuler/")
    second_click = client.post(f"{COMPOSITION}invitations/{again.pk}/annuler/")

    assert (again.pk != first.pk, again.data == first.data) == (True, True)
    assert accept(first, **PERSON) is None
    assert (pending().count(), second_click.status_code) == (0, 409)
    assert LEA not in text(client.get(COMPOSITION))


def test_one_invitation_at_a_time_for_a_seat_and_a_rank(signed_in, people, nora):
    client = signed_in(nora)
    named(client)
    named(client, email="autre@exemple.fr")
    named(client, email="titulaire@exemple.fr", rank="full")

    assert sorted(one.email for one in pending()) == ["autre@exemple.fr", "titulaire@exemple.fr"]


def test_a_seat_put_to_sleep_is_offered_to_nobody(people, nora):
    facts = {"rank": "substitute", "since_on": clock.today()}
    invitations.invite_to_seat(nora, seat=seat("S3"), email=LEA, **facts)
    actions.sleep(nora, seat("S3"))

    assert pending().count() == 0
    with pytest.raises(Refused, match="sommeil"):
        invitations.invite_to_seat(nora, seat=seat("S3"), email=LEA, **facts)


def test_nobody_else_invites(people, carla):
    with pytest.raises(Forbidden):
        invitations.invite_to_seat(
            carla, seat=seat("S3"), rank="full", since_on=clock.today(), email=LEA
        )
    assert mandates.may_edit(carla, None) is False
