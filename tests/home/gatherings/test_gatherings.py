"""Events: registration in two clicks, attendance, materials, opinions, reminders."""

from datetime import timedelta

import pytest
from django.core import mail

from home.gatherings import actions as materials
from home.gatherings import listing
from home.models import EventOpinion, Registration
from home.registrations import actions as booking
from portal import calendar
from portal.core import clock
from portal.documents import accept
from portal.notifications import outbox
from portal.scenario.files import document
from tests.factories import make_user
from tests.home.factories import cost, make_event

WHO = {"name": "Ada Martin", "organisation": "Valmeyre", "needs": ""}
HERE, MINE = "/agenda/journee/inscription/", "/espace/mes-inscriptions/"
SHEET, PAPERS, SAID = (
    f"/espace/agenda/journee/{name}/" for name in ("presences", "documents", "avis")
)


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def mails(days=0):
    """What leaves that many days later: one mail a person and event, and day."""
    mail.outbox.clear()
    with clock.at(clock.now() + timedelta(days=days)):
        outbox.deliver_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def test_a_member_registers_in_two_clicks_with_what_the_portal_knows(event, signed_in, alice):
    browser = signed_in(alice)
    shown = browser.get(HERE).content.decode()
    done = browser.post(HERE, {"needs": ""})
    row = Registration.objects.get()

    assert 'name="email"' not in shown
    assert "Alice Arnaud" in shown
    assert done["Location"] == MINE
    assert (row.person, row.name, row.email) == (alice, "Alice Arnaud", alice.email)
    assert row.organisation == "Valmeyre Habitat"
    assert mails() == [(alice.email, "Inscription confirmée : Journée")]
    assert "Journée" in browser.get(MINE).content.decode()
    found = calendar.moments(alice, clock.today(), clock.today() + timedelta(days=30))
    assert [(one.kind, one.why) for one in found] == [
        ("inscription", "parce que vous y avez une place")
    ]


def test_a_second_click_and_a_former_sending_of_the_same_address_are_one_row(
    event, signed_in, alice
):
    booking.register(event, **WHO, email=alice.email.upper())
    codes = [signed_in(alice).post(HERE, {"needs": ""}).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert [row.person for row in Registration.objects.all()] == [alice]


def test_a_member_waits_then_has_the_seat_of_who_leaves(event, signed_in, alice):
    first = booking.register(event, **WHO, email="ada@exemple.fr")
    signed_in(alice).post(HERE, {"needs": ""})
    before = Registration.objects.get(person=alice).badge[0]
    mails()
    booking.cancel(first)
    after = Registration.objects.get(person=alice).badge[0]

    assert (before, after) == ("En attente", "Confirmée")
    assert (alice.email, "Une place s’est libérée : Journée") in mails(1)


def test_a_member_gives_a_seat_back_and_another_s_seat_is_missing(event, signed_in, alice, bob):
    booking.register(event, **listing.account_of(alice), needs="")
    refused = signed_in(bob).post(f"{MINE}journee/annuler/").status_code
    done = signed_in(alice).post(f"{MINE}journee/annuler/").status_code

    assert (refused, done) == (404, 302)
    assert Registration.objects.get().badge[0] == "Annulée"
    assert signed_in(alice).post(f"{MINE}journee/annuler/").status_code == 404


def test_a_closed_event_says_so_to_a_member_and_keeps_what_was_typed(event, signed_in, alice):
    type(event).objects.update(closes_on="2026-11-20")
    answer = signed_in(alice).post(HERE, {"needs": "Un accès en fauteuil"})

    assert answer.status_code == 409
    assert "sont closes" in answer.content.decode()
    assert Registration.objects.count() == 0


def test_lists_cost_the_same_with_one_and_forty(event, signed_in, dircom, alice):
    type(event).objects.update(capacity=None)
    booking.register(event, **listing.account_of(alice), needs="")
    materials.add(
        event, by=dircom, title="T", readers="registered", upload=accept(document("a", "b"))
    )
    paths = {dircom: (SHEET, PAPERS, SAID), alice: (MINE,)}

    def costs():
        return {path: cost(signed_in(who), path) for who, all_ in paths.items() for path in all_}

    costs()
    first = costs()
    for n in range(40):
        booking.register(event, **WHO, email=f"n{n}@exemple.fr")
        booking.register(
            make_event(f"Autre {n}", takes_registrations=True),
            **listing.account_of(alice),
            needs="",
        )
        EventOpinion.objects.create(event=event, rating=3, comment=f"C{n}")
    for n in range(9):
        materials.add(
            event,
            by=dircom,
            title=f"T{n}",
            readers="registered",
            upload=accept(document(f"a{n}", "b")),
        )

    assert costs() == first


def test_pages_of_the_organiser_are_missing_to_others(event, signed_in, alice):
    browser = signed_in(alice)

    assert [browser.get(path).status_code for path in (SHEET, PAPERS, SAID)] == [404] * 3
    assert browser.post(f"{PAPERS}1/retirer/").status_code == 404
    assert make_user("Ana", "Autre").registrations.count() == 0
