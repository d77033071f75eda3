"""Admissions at the office: verified, then opened, joined to an organism that is known, or refused."""

from datetime import date, datetime

import pytest

from labelling.committee.complaints.admissions.models import Admission
from labelling.parties.organisms.models import Organism
from portal.accounts import invitations
from portal.accounts.models import Invitation
from portal.core import clock
from portal.models import Message
from portal.notifications import outbox
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.complaints.admission_desk import CHECKED, act, invited, post, told
from tests.labelling.complaints.factories import (
    EMAIL,
    NUMBER,
    SIGNATORY,
    fire,
    make_admission,
)
from tests.labelling.complaints.test_retention import run
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


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


def test_nothing_of_the_people_stays_once_the_request_is_erased(sonia):
    with clock.at(datetime(2026, 11, 24, 12)):
        fire(make_admission(), "refuse", sonia, answer="Le label est réservé aux organismes Hlm.")
        outbox.deliver_due()
    kept = run("admission", date(2027, 11, 23)) or Admission.objects.count()
    run("admission", date(2027, 11, 24))

    assert (kept, Admission.objects.count()) == (1, 0)
    assert Message.objects.filter(thing_type="labelling.admission").count() == 0
