"""Admissions: an organism asks for a space, the office verifies, then opens it, makes it precise or refuses."""

from datetime import date, datetime

import pytest

from labelling.complaints import filing
from labelling.complaints.admissions import Admission
from labelling.organisms.models import Organism
from portal.accounts import invitations
from portal.accounts.models import Invitation
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox
from portal.scenario.acts import ACTS
from portal.web import public_forms, worklist
from portal.web.once import new_key
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.complaints.factories import (
    EMAIL,
    NUMBER,
    SIGNATORY,
    fire,
    make_admission,
    stamp,
)
from tests.labelling.complaints.test_admission_asking import told
from tests.labelling.complaints.test_retention import run
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = datetime(2026, 11, 23, 10), datetime(2026, 11, 25, 10)
CHECKED = "Siren et direction lus au registre des entreprises."
QUESTION = "Qui engage l’organisme depuis la fusion de juillet ?"
PRECISION = "Mme Roy, directrice générale depuis le 1er septembre."


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Roche", roles=[Role.DEPUTY])


def act(admission, address):
    return f"{admission.get_absolute_url()}{address}/"


def post(client, admission, address, **data):
    admission.refresh_from_db()
    sent = {"version": admission.version, "once": new_key()} | data
    return client.post(act(admission, address), sent)


def invited():
    rows = Invitation.objects.pending().order_by("pk")
    return [(one.email, one.data["organism"], one.data["function"]) for one in rows]


def test_the_space_opens_and_both_people_are_invited_in_one_act(
    client, sonia, signed_in, mailoutbox
):
    one = make_admission()
    page = signed_in(sonia).get(act(one, "ouvrir-lespace")).content.decode()
    answer = post(client, one, "ouvrir-lespace", reason=CHECKED)
    outbox.deliver_due()

    organism = Organism.objects.get(siren=NUMBER)
    one.refresh_from_db()
    assert answer.status_code == 302
    assert [SIGNATORY in page, EMAIL in page] == [True, True]  # « Ce que cet acte va faire »
    assert (organism.name, organism.family, organism.departement, organism.region) == (
        "Valmeyre Habitat", "OPH", "69", "84",
    )  # fmt: skip
    assert (one.state, one.organism, one.closed_on) == ("opened", organism, clock.today())
    assert invited() == [
        (SIGNATORY, organism.slug, "signatory"),
        (EMAIL, organism.slug, "contact"),
    ]
    entry = audit_log.entries_of(one).first()
    assert (entry.act, entry.reason, EMAIL in entry.sentence) == ("open", CHECKED, False)
    assert f"{one.reference} : réponse à votre demande d’espace" in told(mailoutbox, EMAIL)
    client.logout()
    follow = client.get(one.follow_path).content.decode()
    assert ["Espace ouvert" in follow, "est ouvert" in follow] == [True, True]


def test_the_invited_signatory_signs_for_the_organism(sonia):
    one = fire(make_admission(), "open", sonia, reason=CHECKED)
    invitation = Invitation.objects.get(email=SIGNATORY)
    person = invitations.accept(
        invitation, first_name="Inès", last_name="Roy", password="une phrase longue et rare"
    )

    member = person.memberships.get()
    assert (member.organism, member.function, member.job) == (
        one.organism, "signatory", "directrice générale",
    )  # fmt: skip


def test_one_person_who_signs_and_asks_has_one_invitation(sonia):
    fire(make_admission(sender_email=SIGNATORY.upper()), "open", sonia, reason=CHECKED)

    assert [(email, function) for email, _, function in invited()] == [(SIGNATORY, "signatory")]


def test_br02_a_siren_that_is_borne_leads_to_that_organism_instead(client, sonia, signed_in):
    known = factories.make_organism(siren=NUMBER)
    one = make_admission()
    page = signed_in(sonia).get(one.get_absolute_url()).content.decode()
    refused_page(
        post(client, one, "ouvrir-lespace", reason=CHECKED),
        f"{known} porte déjà ce Siren\u00a0: invitez-y plutôt la personne signataire.",
    )

    assert "Un organisme porte déjà ce Siren" in page
    assert [act(one, "inviter") in page, act(one, "ouvrir-lespace") in page] == [True, False]
    assert post(client, one, "inviter", reason=CHECKED).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.organism, Organism.objects.count()) == ("joined", known, 1)
    assert [slug for _, slug, _ in invited()] == [known.slug] * 2


def test_nobody_is_invited_in_an_organism_that_is_unknown_or_exercises_no_more(sonia):
    one = make_admission()
    with pytest.raises(Refused) as unknown:
        fire(one, "join", sonia, reason=CHECKED)
    factories.make_organism(siren=NUMBER, is_active=False)
    with pytest.raises(Refused) as inactive:
        fire(one, "join", sonia, reason=CHECKED)

    assert (unknown.value.codes, inactive.value.codes) == (["unknown"], ["inactive"])
    assert invited() == []


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
    filing.receive_precision(one, PRECISION)

    assert (answer.status_code, answer["Location"]) == (302, one.follow_path)
    assert (Admission.objects.get().state, Admission.objects.get().exchanges) == ("received", [])
    assert client.get("/suivi/QH-R-2026-0001.faux/preciser/").status_code == 404


def test_a_refusal_is_told_with_its_reason_and_invites_nobody(client, sonia, signed_in, mailoutbox):
    one = make_admission()
    signed_in(sonia)
    short = post(client, one, "refuser-la-demande", answer="Non.")
    answer = post(
        client, one, "refuser-la-demande", answer="Le label est réservé aux organismes Hlm."
    )
    outbox.deliver_due()

    one.refresh_from_db()
    assert (short.status_code, answer.status_code, one.state) == (422, 302, "refused")
    [mail] = [mail for mail in mailoutbox if "réservé aux organismes Hlm" in mail.body]
    assert (mail.to, invited(), Organism.objects.count()) == ([EMAIL], [], 0)


def test_the_office_corrects_the_facts_then_opens(client, sonia, signed_in):
    one = make_admission()
    right = factories.siren(88_002)
    signed_in(sonia)
    facts = {
        "organism_name": "Valmeyre Habitat Métropole", "family": "ESH", "siren": right, "departement": "38",
        "signatory_name": "Inès Roy", "signatory_job": "présidente", "signatory_email": SIGNATORY,
        "sender_name": "Léa Voisin", "sender_email": EMAIL,
    }  # fmt: skip
    assert post(client, one, "preciser", **facts | {"siren": "111111111"}).status_code == 422
    assert post(client, one, "preciser", **facts).status_code == 302
    post(client, one, "ouvrir-lespace", reason=CHECKED)

    organism = Organism.objects.get()
    assert (organism.name, organism.siren, organism.departement) == (
        "Valmeyre Habitat Métropole", right, "38",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["dircom", "alice"])
def test_the_request_is_the_office_s_alone(request, signed_in, who):
    one = make_admission()
    client = signed_in(request.getfixturevalue(who))

    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.post(act(one, "ouvrir-lespace"), {"reason": CHECKED}).status_code == 404
    assert Organism.objects.filter(siren=NUMBER).count() == 0


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


def test_a_colleague_s_act_comes_first(client, sonia, signed_in):
    one = make_admission()
    signed_in(sonia)
    post(client, one, "ouvrir-lespace", reason=CHECKED)
    late = client.post(act(one, "refuser-la-demande"), {"answer": "Trop tard, mais bien motivé."})

    refused_page(late, "Cette étape n’est pas possible")
    assert Admission.objects.get().state == "opened"


def test_facts_that_the_register_refuses_are_said_and_nothing_is_half_done(sonia):
    one = make_admission(siren="111111111")
    with pytest.raises(Refused) as wrong:
        fire(one, "open", sonia, reason=CHECKED)

    assert wrong.value.codes == ["not_created"]
    assert (Admission.objects.get().state, Organism.objects.count(), invited()) == (
        "received",
        0,
        [],
    )


def test_the_scenario_asks_and_answers(sonia):
    one = ACTS["admission.ask"](
        by=None, organism="Valmeyre Habitat", siren=NUMBER, family="OPH", departement=69,
        signatory={"name": "Inès Roy", "job": "directrice", "email": SIGNATORY},
        sender={"name": "Léa Voisin", "email": EMAIL},
    )  # fmt: skip
    one = fire(one, "ask", sonia, asked=QUESTION)
    one = ACTS["admission.specify"](by=None, on=one, said=PRECISION)

    assert (one.state, one.exchanges[0]["said"]) == ("received", PRECISION)


def test_nothing_of_the_people_stays_once_the_request_is_erased(sonia):
    with clock.at(datetime(2026, 11, 24, 12)):
        fire(make_admission(), "refuse", sonia, answer="Le label est réservé aux organismes Hlm.")
        outbox.deliver_due()
    kept = run("admission", date(2027, 11, 23)) or Admission.objects.count()
    run("admission", date(2027, 11, 24))

    assert (kept, Admission.objects.count()) == (1, 0)
    assert Message.objects.filter(thing_type="labelling.admission").count() == 0
