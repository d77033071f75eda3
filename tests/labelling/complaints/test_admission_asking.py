"""Requests for a space, from the public form to the confirmed address: nobody reads one before (BR-02)."""

import re
from datetime import date, datetime

import pytest
from django.test import Client

from labelling.committee.complaints.admissions.models import Admission, others
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox
from portal.web import worklist
from portal.web.submissions import public_forms
from portal.workflow import audit_log
from tests import factories
from tests.labelling.complaints.admission_desk import told
from tests.labelling.complaints.factories import (
    EMAIL,
    NUMBER,
    SIGNATORY,
    admission_form,
    ask_admission,
    make_admission,
)
from tests.labelling.complaints.test_retention import run
from tests.markup import tidy

pytestmark = pytest.mark.django_db
ASK, THANKS = "/demander-un-espace/", "/contact/merci/"
MONDAY, WEDNESDAY = datetime(2026, 11, 23, 10), datetime(2026, 11, 25, 10)
SIXTH, SEVENTH = datetime(2026, 11, 29, 23), datetime(2026, 11, 30, 1)


def link_of(one):
    return one.confirm_url.removeprefix("http://127.0.0.1:8000")


def test_an_organism_asks_without_an_account_and_confirms_its_address(client, sonia, mailoutbox):
    with clock.at(MONDAY):
        answer = client.post(ASK, admission_form())
        outbox.deliver_due()
        thanks = tidy(client.get(THANKS).content.decode())

    one = Admission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert (one.state, one.siren, one.sender_email, one.due_on) == (
        "unconfirmed", NUMBER, EMAIL, None,
    )  # fmt: skip
    assert [line.sentence for line in audit_log.entries_of(one)] == [
        "Une demande d’espace est arrivée par le formulaire public, l’adresse à confirmer."
    ]
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([EMAIL], f"{one.reference} : confirmez votre adresse")
    assert one.confirm_url in mail.body
    assert ["Valmeyre" in mail.body, "Inès Roy" in mail.body] == [False, False]  # anybody's address
    assert "Confirmez votre adresse" in thanks
    assert [one.follow_path in thanks, link_of(one) in thanks] == [True, False]


def test_a_browser_may_send_what_the_page_shows():
    """One that is told to give no referrer sends the form from the origin « null », which is refused."""
    browser, one = Client(enforce_csrf_checks=True), ask_admission()
    page = browser.get(link_of(one))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    origin = "null" if page["Referrer-Policy"] == "no-referrer" else "http://testserver"
    answer = browser.post(link_of(one), {"csrfmiddlewaretoken": token}, headers={"origin": origin})

    one.refresh_from_db()
    assert (answer.status_code, one.state == "unconfirmed") == (302, False)


def test_the_office_is_told_once_the_address_is_confirmed(client, sonia, mailoutbox):
    with clock.at(MONDAY):
        one = ask_admission()
        outbox.deliver_due()
    mailoutbox.clear()
    with clock.at(WEDNESDAY):
        shown = client.get(link_of(one))
        state = Admission.objects.get().state
        answers = [client.post(link_of(one)) for _ in range(2)]
        outbox.deliver_due()
        page = client.get(link_of(one)).content.decode()

    one.refresh_from_db()
    assert (shown.status_code, state) == (200, "unconfirmed")
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (one.state, one.received_on, one.promised_on, one.due_on) == (
        "received", date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 2),
    )  # fmt: skip
    assert audit_log.entries_of(one).first().sentence == (
        "Le portail a reçu la confirmation de l’adresse."
    )
    assert told(mailoutbox, sonia.email) == [
        f"{one.reference} : Valmeyre Habitat demande un espace"
    ]
    assert told(mailoutbox, EMAIL) == [f"{one.reference} : nous avons reçu votre demande d’espace"]
    assert told(mailoutbox, SIGNATORY) == []
    assert ["Votre adresse est confirmée" in page, one.follow_path in page] == [True, True]


def test_nobody_reads_what_is_not_confirmed(client, sonia, dircom, signed_in):
    deputy = factories.make_user("Paul", "Roche", roles=[Role.DEPUTY])
    one = ask_admission()
    other = make_admission(organism_name="Valmeyre")
    places = [signed_in(who).get(one.get_absolute_url()).status_code for who in (sonia, deputy)]
    listed = one.reference in signed_in(sonia).get("/espace/demandes/").content.decode()
    tasks = worklist.lists(sonia)

    assert (places, listed, list(others(other))) == ([404, 404], False, [])
    assert [task.context[:14] for task in tasks[worklist.DO]] == [other.reference]


def test_the_page_of_its_follow_up_says_what_to_do(client):
    one = ask_admission()
    page = tidy(client.get(one.follow_path).content.decode())

    assert ["Votre adresse est à confirmer" in page, "dans les 7\u00a0jours" in page] == [
        True,
        True,
    ]
    assert ["Réponse promise" in page, link_of(one) in page] == [False, False]


def test_what_is_not_confirmed_is_erased_after_its_seven_days(client):
    with clock.at(MONDAY):
        one = ask_admission()
        outbox.deliver_due()
    with clock.at(SIXTH):
        last = client.get(link_of(one)).status_code
    with clock.at(SEVENTH):
        late = client.get(link_of(one)), client.post(link_of(one))
    run("unconfirmed_admission", date(2026, 11, 29))
    kept = Admission.objects.count()
    run("unconfirmed_admission", date(2026, 11, 30))
    gone = client.get(link_of(one)).status_code

    assert (last, [answer.status_code for answer in late], gone) == (200, [410, 410], 410)
    assert (kept, Admission.objects.count()) == (1, 0)
    assert Message.objects.filter(thing_type="labelling.admission").count() == 0


def test_what_is_confirmed_is_kept_by_its_own_period():
    with clock.at(MONDAY):
        make_admission()
    run("unconfirmed_admission", date(2027, 11, 30))

    assert Admission.objects.get().state == "received"


@pytest.mark.parametrize("token", ["rien", "QH-R-2026-0001.rien"])
def test_a_link_that_is_not_ours_leads_nowhere(client, token):
    ask_admission()

    assert client.get(f"{ASK}confirmer/{token}/").status_code == 404


def test_the_link_that_follows_a_request_confirms_nothing(client):
    one = ask_admission()
    token = one.follow_path.removeprefix("/suivi/").removesuffix("/")

    assert client.post(f"{ASK}confirmer/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("siren", "123456789", "Ce numéro n’est pas un Siren"),
        ("siren", "", "Donnez le Siren de l’organisme."),
        ("organism_name", "", "Donnez le nom de l’organisme."),
        ("family", "HLM", "HLM"),
        ("departement", "", "Choisissez le département du siège."),
        ("signatory_email", "direction", "Cette adresse ne semble pas complète."),
        ("sender_name", "", "Donnez votre nom."),
    ],
)
def test_br02_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    client, field, value, sentence
):
    answer = client.post(ASK, admission_form(**{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert sentence in tidy(answer.content.decode())
    assert Admission.objects.count() == 0


def test_the_answer_is_the_same_whether_the_organism_and_the_accounts_exist_or_not(client):
    known = factories.make_organism(siren=NUMBER)
    factories.make_member(known, email=SIGNATORY)
    pages = []
    for number in (NUMBER, factories.siren(88_001)):
        answer = client.post(ASK, admission_form(siren=number), follow=True)
        one = Admission.objects.get(siren=number)
        follow = client.get(one.follow_path)
        pages += [(answer.content.decode() + follow.content.decode()).replace(one.reference, "R")]

    assert "Valmeyre" not in pages[0].partition("<main")[2]
    first, second = (page.partition("<main")[2].count("<") for page in pages)
    assert first == second


def test_a_robot_writes_nothing_and_a_flood_stops(client):
    robot = client.post(ASK, admission_form(**{public_forms.TRAP: "https://exemple.fr"}))
    codes = [client.post(ASK, admission_form()).status_code for _ in range(6)]

    assert (robot.status_code, robot["Location"]) == (302, THANKS)
    assert (codes, Admission.objects.count()) == ([302] * 5 + [429], 5)


def test_one_page_sent_twice_is_one_request(client):
    data = admission_form()
    client.post(ASK, data)
    client.post(ASK, data)

    assert Admission.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "current"),
    [
        ("unconfirmed", "Adresse"),
        ("received", "Demande"),
        ("to_specify", "Demande"),
        ("opened", "Dossier"),
    ],
)
def test_the_page_of_its_follow_up_says_what_happens_next(client, state, current):
    one = make_admission()
    asked = [{"asked": "Quel Siren ?", "asked_on": "2026-11-24"}]
    Admission.objects.filter(pk=one.pk).update(
        state=state, exchanges=asked, due_on=date(2026, 12, 1)
    )
    page = client.get(one.follow_path).text

    assert page.count('aria-current="step"') == 1
    assert (
        page.partition('aria-current="step"')[2]
        .partition("<b")[2]
        .lstrip(">\n ")
        .startswith(current)
    )


def test_a_request_that_is_refused_has_no_step_to_come(client):
    one = make_admission()
    Admission.objects.filter(pk=one.pk).update(state="refused")

    assert "Ce qui suit" not in client.get(one.follow_path).text
