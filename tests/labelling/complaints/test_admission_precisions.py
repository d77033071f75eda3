"""Precisions on admissions: a question of the office by mail, an answer by the secret link."""

from datetime import date, datetime

import pytest

from labelling.committee.complaints.admissions.models import Admission
from labelling.committee.complaints.authors import actions
from portal.core import clock
from portal.models import Role
from portal.notifications import outbox
from portal.scenario.registry import ACTS
from portal.web import worklist
from portal.web.submissions import public_forms
from tests import factories
from tests.labelling.complaints.admission_desk import post, told
from tests.labelling.complaints.factories import (
    EMAIL,
    NUMBER,
    SIGNATORY,
    fire,
    make_admission,
    stamp,
)

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = datetime(2026, 11, 23, 10), datetime(2026, 11, 25, 10)
QUESTION = "Qui engage l’organisme depuis la fusion de juillet ?"
PRECISION = "Mme Roy, directrice générale depuis le 1er septembre."


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Roche", roles=[Role.DEPUTY])


def test_a_precision_is_asked_by_mail_and_answered_by_the_secret_link(
    client, sonia, signed_in, mailoutbox
):
    with clock.at(MONDAY):
        one = make_admission()
        signed_in(sonia)
        post(client, one, "demander-une-precision", asked=QUESTION)
        outbox.deliver_due()
        client.logout()
    one.refresh_from_db()
    [mail] = [mail for mail in mailoutbox if QUESTION in mail.body]
    assert (one.state, one.due_on, mail.to) == ("to_specify", date(2026, 12, 23), [EMAIL])
    mailoutbox.clear()
    with clock.at(WEDNESDAY):
        form = client.get(f"{one.follow_path}preciser/").content.decode()
        sent = {"text": PRECISION, "stamp": stamp(), public_forms.TRAP: ""}
        answers = [client.post(f"{one.follow_path}preciser/", sent) for _ in range(2)]
        outbox.deliver_due()

    one.refresh_from_db()
    assert [QUESTION in form, "Valmeyre" in form] == [True, False]
    assert "<h1>Votre demande d’espace</h1>" in client.get(one.follow_path).content.decode()
    assert [answer["Location"] for answer in answers] == [one.follow_path] * 2
    assert (one.state, one.due_on, one.promised_on) == (
        "received",
        date(2026, 12, 2),
        date(2026, 12, 2),
    )
    assert [(said["asked"], said["said"]) for said in one.exchanges] == [(QUESTION, PRECISION)]
    assert told(mailoutbox, sonia.email) == [f"{one.reference} : la précision demandée est arrivée"]
    assert PRECISION in signed_in(sonia).get(one.get_absolute_url()).content.decode()


def test_an_answer_that_is_not_waited_for_changes_nothing(client):
    one = make_admission()
    answer = client.get(f"{one.follow_path}preciser/")
    actions.receive_precision(one, PRECISION)

    assert (answer.status_code, answer["Location"]) == (302, one.follow_path)
    assert (Admission.objects.get().state, Admission.objects.get().exchanges) == ("received", [])
    assert client.get("/suivi/QH-R-2026-0001.faux/preciser/").status_code == 404


def test_the_home_of_the_office_lists_it_and_again_when_no_precision_came(sonia, paul):
    with clock.at(MONDAY):
        one = make_admission()
        [task] = worklist.lists(paul)[worklist.DO]
        said = (task.title, task.context, task.url)
        fire(one, "ask", sonia, asked=QUESTION)
    places = []
    for day in (23, 24):
        with clock.at(datetime(2026, 12, day, 10)):
            found = worklist.lists(paul)
        places += [[name for name in (worklist.DO, worklist.WAIT) if found[name]]]

    assert said == (
        "Demande d’espace, Valmeyre Habitat",
        f"{one.reference}, à vérifier",
        one.get_absolute_url(),
    )
    assert places == [[worklist.WAIT], [worklist.DO]]


def test_the_scenario_asks_and_answers(sonia):
    one = ACTS["admission.ask"](
        by=None, organism="Valmeyre Habitat", siren=NUMBER, family="OPH", departement=69,
        signatory={"name": "Inès Roy", "job": "directrice", "email": SIGNATORY},
        sender={"name": "Léa Voisin", "email": EMAIL},
    )  # fmt: skip
    one = fire(one, "ask", sonia, asked=QUESTION)
    one = ACTS["admission.specify"](by=None, on=one, said=PRECISION)

    assert (one.state, one.exchanges[0]["said"]) == ("received", PRECISION)
