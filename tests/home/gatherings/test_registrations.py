"""Registration without account: seats, waiting list, cancellation, organiser's list."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from home.models import Registration
from home.registrations import actions
from home.registrations.models import registration_of_token
from portal.core import clock
from portal.models import Erasure
from portal.notifications import outbox
from portal.retention import jobs
from portal.retention.registry import KEEPINGS
from portal.workflow import Refused, audit_log
from tests.home.factories import cost, make_event

WHO = {"name": "Ada Martin", "email": "Ada@Exemple.fr", "organisation": "Valmeyre", "needs": ""}
HERE = "/agenda/journee/inscription/"


@pytest.fixture
def event(made_site):
    return make_event("Journée", slug="journee", takes_registrations=True, capacity=1)


def send(client, **fields):
    return client.post(HERE, WHO | fields)


def mails():
    outbox.deliver_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def test_a_full_event_says_so_at_once_and_its_seats_are_told_while_there_are_some(
    client, made_site
):
    event = make_event("Salon", slug="salon", takes_registrations=True, capacity=2)
    here, list_page = f"{event.url}", "/agenda/"

    def read(address):
        return " ".join(client.get(address).content.decode().split())

    assert "2 places" in read(list_page)
    assert "Il reste 2 places." in read(here)
    first = client.post("/agenda/salon/inscription/", WHO, follow=True)
    actions.register(event, email="bea@exemple.fr", name="Bea")
    assert "Votre place est retenue," in first.content.decode()
    assert "Complet, liste d’attente" in read(list_page)
    assert "S’inscrire sur la liste d’attente" in read(here)
    third = client.post(
        "/agenda/salon/inscription/", WHO | {"email": "cleo@exemple.fr"}, follow=True
    )
    assert "vous êtes en liste d’attente," in third.content.decode()


def test_the_agenda_counts_the_seats_of_many_events_in_as_many_queries(client, made_site):
    make_event("Un", takes_registrations=True, capacity=3)
    few = cost(client, "/agenda/")
    for number in range(8):
        make_event(f"Autre {number}", takes_registrations=True, capacity=3)

    assert cost(client, "/agenda/") == few


def test_the_mail_of_a_seat_brings_the_event_for_a_calendar_that_of_the_waiting_list_none(
    client, event
):
    send(client)
    send(client, name="Bea", email="bea@exemple.fr")
    mails()
    ada, bea = mail.outbox

    ((name, content, kind),) = [(a[0], a[1], a[2]) for a in ada.attachments]
    assert (name, kind, bea.attachments) == ("journee.ics", "text/calendar", [])
    said = content if isinstance(content, str) else content.decode()
    assert "BEGIN:VEVENT" in said
    assert "SUMMARY:Journée" in said


def test_a_seat_then_the_waiting_list_then_the_seat_of_who_cancels(client, event):
    send(client)
    send(client, name="Bea", email="bea@exemple.fr")
    send(client, name="Cléo", email="cleo@exemple.fr")
    ada, bea, _cleo = event.registrations.all()
    told = mails()
    token = ada.get_absolute_url()
    shown = client.get(token)
    still = Registration.objects.get(pk=ada.pk).cancelled_at
    answers = [client.post(token).status_code for _ in range(2)]
    bea.refresh_from_db()

    assert told == [
        ("ada@exemple.fr", "Inscription confirmée : Journée"),
        ("bea@exemple.fr", "Liste d’attente : Journée"),
        ("cleo@exemple.fr", "Liste d’attente : Journée"),
    ]
    assert "Annuler mon inscription" in shown.content.decode()
    assert still is None
    assert answers == [302, 302]
    assert bea.confirmed_at == clock.now()
    assert mails()[3:] == [("bea@exemple.fr", "Une place s’est libérée : Journée")]
    assert [e.act for e in audit_log.entries_of(event)] == ["promote", "cancel", *["register"] * 3]
    assert "Ada" not in "".join(e.sentence for e in audit_log.entries_of(event))
    # The signature is drawn by chance: any three letters may stand in it.
    assert "ada" not in token.rpartition(":")[0].lower()


def test_the_mail_says_where_and_carries_the_link_that_cancels(client, event):
    send(client)
    mails()
    body = mail.outbox[0].body
    token = re.search(r"/inscription/(\S+)/annuler/", body)[1]

    assert registration_of_token(token) == Registration.objects.get()
    assert "Salle des fêtes" in body
    assert event.when in body


def test_the_same_address_twice_is_one_registration_and_one_mail(client, event):
    pages = [send(client, email=email) for email in ("ada@exemple.fr", "ADA@exemple.fr")]

    assert [page["Location"] for page in pages] == [f"{HERE}recue/", f"{HERE}recue/?liste=attente"]
    assert Registration.objects.count() == 1
    assert len(mails()) == 1
    assert "liste d’attente" in client.get(f"{HERE}recue/").content.decode()


def test_who_cancelled_may_come_back(client, event):
    send(client)
    actions.cancel(Registration.objects.get())
    send(client)

    assert [one.badge[0] for one in event.registrations.all()] == ["Annulée", "Confirmée"]


def test_wrong_input_is_said_beside_its_field_and_kept(client, event):
    answer = send(client, name="", email="ada@", needs="Une boucle magnétique")
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Écrivez votre nom" in text
    assert "Cette adresse n’est pas complète" in text
    assert "Une boucle magnétique" in text
    assert Registration.objects.count() == 0


def test_a_machine_gets_the_same_page_and_no_row(client, event):
    answer = send(client, site="http://reclame.example")

    assert answer["Location"] == f"{HERE}recue/"
    assert Registration.objects.count() == 0
    assert mails() == []


def test_a_twenty_first_sending_in_an_hour_is_told_to_wait(client, event):
    codes = [send(client, email=f"n{n}@exemple.fr").status_code for n in range(21)]

    assert codes == [302] * 20 + [429]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_on": "2026-11-23"}, "sont closes"),
        ({"starts_at": clock.parse("2026-11-24 11:00")}, "ne s’y inscrit plus"),
    ],
)
def test_a_closed_or_past_event_says_so_and_takes_nobody(change, sentence, client, event):
    type(event).objects.filter(pk=event.pk).update(**change)
    shown, sent = client.get(HERE), send(client)

    assert (shown.status_code, sent.status_code) == (200, 409)
    assert sentence in shown.content.decode()
    assert sentence in sent.content.decode()
    assert Registration.objects.count() == 0


def test_the_last_day_is_included(client, event):
    type(event).objects.filter(pk=event.pk).update(closes_on=clock.today())

    assert send(client).status_code == 302


def test_an_event_without_registration_or_reserved_has_no_form(client, event):
    type(event).objects.filter(pk=event.pk).update(audience="club")
    reserved = client.get(HERE).status_code
    type(event).objects.filter(pk=event.pk).update(audience="public", takes_registrations=False)

    assert (reserved, client.get(HERE).status_code) == (404, 404)
    assert client.get("/agenda/rien/inscription/").status_code == 404
    with pytest.raises(Refused):
        actions.register(event, **WHO)


def test_a_link_that_was_not_signed_here_leads_nowhere(client, event):
    send(client)
    token = Registration.objects.get().get_absolute_url().split("/")[2]

    assert client.get(f"/inscription/{token[:-1]}x/annuler/").status_code == 404
    assert client.post("/inscription/1/annuler/").status_code == 404


def test_seats_added_by_an_editor_go_to_who_waits_in_their_order(client, event):
    for name in "abcd":
        send(client, email=f"{name}@exemple.fr")
    event.refresh_from_db()
    event.capacity = 3
    event.save_revision().publish()

    assert [bool(one.confirmed_at) for one in event.registrations.all()] == [True] * 3 + [False]


def test_fewer_seats_take_none_back(client, event):
    event.capacity = 2
    event.save()
    send(client)
    send(client, email="b@exemple.fr")
    event.refresh_from_db()
    event.capacity = 1
    event.save_revision().publish()
    send(client, email="c@exemple.fr")

    assert [bool(one.confirmed_at) for one in event.registrations.all()] == [True, True, False]


def test_the_organisers_read_the_list_and_nobody_else(client, event, signed_in, dircom, sonia, bob):
    send(client, name="=Ada", needs="Un accès")
    paths = [
        "/espace/agenda/",
        "/espace/agenda/journee/inscriptions/",
        "/espace/agenda/journee/inscriptions.csv",
    ]
    for who in (dircom, sonia):
        browser = signed_in(who)
        told = [browser.get(path).content.decode() for path in paths]
        assert ["Journée" in told[0], "Un accès" in told[1]] == [True, True]
        assert "'=Ada;ada@exemple.fr;Valmeyre;Un accès;" in told[2]
    browser = signed_in(bob)
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    assert browser.get("/espace/agenda/rien/inscriptions/").status_code == 404
    assert Client().get(paths[1]).status_code == 302


def test_lists_cost_the_same_with_one_and_sixty(client, event, signed_in, dircom):
    browser = signed_in(dircom)
    paths = ("/espace/agenda/", "/espace/agenda/journee/inscriptions/")
    actions.register(event, **WHO)
    first = {path: cost(browser, path) for path in paths}
    for n in range(60):
        actions.register(event, **WHO | {"email": f"n{n}@exemple.fr"})

    assert {path: cost(browser, path) for path in paths} == first


def test_br_93_names_and_mails_leave_once_ninety_days_have_passed(client, event):
    """BR-93: with a proof that counts, and names nobody."""
    send(client)
    mails()
    kept = []
    for days in (90, 91, 92):
        with clock.at(event.ends_at + timedelta(days=days)):
            jobs.run(KEEPINGS["registration"])
        kept.append(Registration.objects.count())

    assert kept == [1, 0, 0]
    assert outbox.Message.objects.filter(address="ada@exemple.fr").count() == 0
    assert [(proof.code, proof.count) for proof in Erasure.objects.all()] == [("registration", 1)]
    assert "effacées 90\u00a0jours après" in client.get(HERE).content.decode()


def test_a_mail_that_waits_says_nothing_once_cancelled(client, event):
    send(client)
    actions.cancel(Registration.objects.get())

    assert mails() == []
