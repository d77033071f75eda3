"""Public form of admissions: an organism asks for a space without an account."""

from datetime import date, datetime

import pytest

from labelling.complaints.admissions import Admission
from portal.core import clock
from portal.notifications import outbox
from portal.web import public_forms
from portal.workflow import audit_log
from tests import factories
from tests.labelling.complaints.admission_desk import told
from tests.labelling.complaints.factories import EMAIL, NUMBER, SIGNATORY, admission_form
from tests.markup import tidy

pytestmark = pytest.mark.django_db
ASK, THANKS = "/demander-un-espace/", "/contact/merci/"
MONDAY = datetime(2026, 11, 23, 10)


def test_an_organism_asks_without_an_account_and_the_office_is_told(client, sonia, mailoutbox):
    with clock.at(MONDAY):
        answer = client.post(ASK, admission_form())
        outbox.deliver_due()

    one = Admission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert (one.state, one.siren, one.sender_email) == ("received", NUMBER, EMAIL)
    assert (one.promised_on, one.due_on) == (date(2026, 11, 30), date(2026, 11, 30))
    assert [line.sentence for line in audit_log.entries_of(one)] == [
        "Une demande d’espace est arrivée par le formulaire public."
    ]
    assert told(mailoutbox, sonia.email) == [
        f"{one.reference} : Valmeyre Habitat demande un espace"
    ]
    assert told(mailoutbox, EMAIL) == [f"{one.reference} : nous avons reçu votre demande d’espace"]
    assert told(mailoutbox, SIGNATORY) == []
    assert one.follow_path in client.get(THANKS).content.decode()


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
