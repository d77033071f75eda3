"""Pages of accreditations: access, cost, kept input."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from labelling.parties.accreditation.auditors import files
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.accreditation.workflow import renounce_effects
from portal.core import clock
from portal.models import Message, Role
from portal.scenario.files import document
from portal.web import worklist
from portal.web.submissions.once import new_key
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


def test_an_auditor_sees_their_own_accreditation_and_not_another(signed_in):
    mine, other = make_accreditation(state="active"), make_accreditation(state="active")
    client = signed_in(mine.auditor.user)

    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert mine.reference in client.get("/espace/agrements/").text
    assert other.reference not in client.get("/espace/agrements/").text


def test_a_stranger_gets_the_same_404_as_for_a_missing_one(signed_in, bob):
    one = make_accreditation(state="submitted")
    client = signed_in(bob)

    for tail in ("", "modifier/", "cv/", "assurance/", "ouvrir-linstruction/"):
        assert client.get(f"{one.get_absolute_url()}{tail}").status_code == 404
        assert client.get(f"/espace/agrements/QH-G-1999-0001/{tail}").status_code == 404


@pytest.mark.dated
def test_an_auditor_applies_once_then_fills_and_deposits(signed_in):
    auditor = make_auditor()
    client = signed_in(auditor.user)

    client.post("/espace/agrements/demander/")
    client.post("/espace/agrements/demander/")
    one = AuditorAccreditation.objects.get()
    url = one.get_absolute_url()
    data = {
        "version": one.version,
        "audit_types": ["hqs", "implementation"],
        "references_text": "Dix ans d’audits.",
        "is_independent": "on",
        "has_told_ties": "on",
    }
    assert client.post(f"{url}modifier/", data).status_code == 302
    refused_page(client.post(f"{url}modifier/", data), "a changé pendant que vous")
    unread = client.post(f"{url}deposer-la-demande/")
    refused_page(unread, "Acceptez la charte de déontologie.")
    client.post(f"{url}charte/", {"read": "2025.1"})
    refused_page(client.post(f"{url}deposer-la-demande/"), "Joignez votre CV.")
    for _ in range(2):
        assert client.post(f"{url}cv/", {"upload": document("CV", "Dix ans")}).status_code == 302
    assert client.post(f"{url}assurance/", {"insured_until_on": "2031-01-01"}).status_code == 422
    for day in ("2028-01-01", "2027-12-31"):  # a date typed wrong is corrected freely
        sent = {"insured_until_on": day, "certificate": document("Attestation", "Assurée")}
        assert client.post(f"{url}assurance/", sent).status_code == 302
    response = client.post(f"{url}deposer-la-demande/")

    one.refresh_from_db()
    assert (response.status_code, one.state, one.audit_types, one.insured_until_on) == (
        302,
        "submitted",
        ["hqs", "implementation"],
        date(2027, 12, 31),
    )
    assert (files.of_kind(one, files.CV).count(), files.current(one, files.CV).version) == (2, 2)
    assert [client.get(f"{url}{tail}").status_code for tail in ("modifier/", "cv/")] == [403, 403]
    page = client.get(url).text
    assert "CV.pdf" in page
    assert "a joint son CV" in page


def test_the_office_finds_what_it_has_to_instruct(signed_in, sonia):
    for state in ("draft", "submitted", "to_complete", "under_review", "training", "active"):
        make_accreditation(make_auditor("Ali", f"En-{state}"), state=state)

    page = signed_in(sonia).get("/espace/agrements/", {"etat": "a-instruire"}).text

    assert sorted(re.findall(r"Ali En-(\w+)", page)) == ["submitted", "training", "under_review"]


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_with_many_rows(
    signed_in, sonia, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        make_accreditation(state="submitted")
    client = signed_in(sonia)
    client.get("/espace/agrements/")

    with django_assert_max_num_queries(9):
        assert client.get("/espace/agrements/").status_code == 200


def test_the_detail_page_stays_under_its_budget(signed_in, sonia, django_assert_max_num_queries):
    """One of them asks who of the office takes care of it; another, what evaluations say of the auditor."""
    one = make_accreditation(state="active")
    client = signed_in(sonia)
    client.get(one.get_absolute_url())

    with django_assert_max_num_queries(21):
        assert client.get(one.get_absolute_url()).status_code == 200


def test_the_lists_say_who_must_do_what(sonia):
    one = make_accreditation(state="submitted")
    asked = worklist.lists(sonia)["do"]
    waits = worklist.lists(one.auditor.user)["wait"]

    assert [(t.url, t.button) for t in asked] == [(one.get_absolute_url(), "Ouvrir l’instruction")]
    assert [(t.url, t.hand) for t in waits] == [(one.get_absolute_url(), "le référent label")]


def test_during_the_training_the_turn_is_the_auditor_s_on_the_home_as_on_the_page(signed_in, sonia):
    one = make_accreditation(state="training")
    [task] = worklist.lists(sonia)[worklist.WAIT]
    page = signed_in(sonia).get(one.get_absolute_url()).content.decode()

    assert (task.url, task.hand, task.button) == (
        one.get_absolute_url(),
        "l’auditeur",
        "Présenter au comité",
    )
    assert "La main est à l’auditeur" in page
    own = signed_in(one.auditor.user).get(one.get_absolute_url()).content.decode()
    assert ("Suivre la formation" in own, "Rien à faire de votre côté" in own) == (True, False)


def test_the_secretariat_reads_accreditations(signed_in):
    secretary = factories.make_user("Hélène", roles=[Role.SECRETARY])
    one = make_accreditation(state="committee_pending")

    assert signed_in(secretary).get(one.get_absolute_url()).status_code == 200


def test_the_list_puts_what_waits_first_the_late_before_the_others_and_says_until_when(
    sonia, signed_in
):
    today = clock.today()
    kinds = (
        ("Fin", "expired", {"due_on": None}),
        ("Agréée", "active", {"due_on": None}),
        ("Bientôt", "submitted", {"due_on": today + timedelta(days=3)}),
        ("Retard", "submitted", {"due_on": today - timedelta(days=3)}),
        ("Brouillon", "draft", {"due_on": None}),
    )
    for name, state, fields in kinds:
        make_accreditation(make_auditor("Ali", name), state=state, **fields)
    page = signed_in(sonia).get("/espace/agrements/").content.decode()
    rows = re.findall(
        r'<th scope="row">.*?Ali (\w+).*?data-label="Échéance">(.*?)</td>', page, re.DOTALL
    )
    said = {name: unescape(re.sub(r"<[^>]+>", "", text)).strip() for name, text in rows}

    assert [name for name, _ in rows if name not in ("Agréée", "Brouillon")] == [
        "Retard",
        "Bientôt",
        "Fin",
    ]
    assert [name for name, _ in rows][-1] == "Fin"
    assert "3\u00a0jours de retard" in said["Retard"]
    assert said["Brouillon"] == "sans date\u00a0: l’auditeur prépare sa demande à son rythme"
    assert (said["Agréée"], said["Fin"]) == ("rien d’attendu", "rien d’attendu")


def test_the_end_of_an_accreditation_asks_nothing_of_its_auditor():
    """BR-43: the committee renews; the auditor has no act for it."""
    one = make_accreditation(state="active", ends_on=clock.today() + timedelta(days=90))
    [task] = [t for t in worklist.lists(one.auditor.user)["watch"] if t.due_on == one.ends_on]

    assert (task.title, task.hand) == (
        "Fin de votre agrément, que le comité peut renouveler",
        "personne",
    )


def test_who_renounces_reads_what_goes_and_says_why_to_the_referent(signed_in, sonia):
    one = make_accreditation(state="active", ends_on=date(2028, 12, 31))
    client, address = signed_in(one.auditor.user), f"{one.get_absolute_url()}renoncer-a-lagrement/"
    page = client.get(address).text.replace("\u00a0", " ")
    empty = client.post(address, {"once": new_key()})
    why = "Mon cabinet cesse son activité d’audit."
    client.post(address, {"once": new_key(), "reason": why})

    for said in (
        "L’agrément, qui court jusqu’au 31 décembre 2028, prend fin dès maintenant.",
        "Aucune mission ne vous est plus proposée",
        "Cet acte ne se reprend pas",
    ):
        assert said in page, said
    assert (empty.status_code, AuditorAccreditation.objects.get().state) == (422, "renounced")
    assert why in signed_in(sonia).get(one.get_absolute_url()).text
    assert Message.objects.filter(notice="accreditation.renounced", person=sonia).count() == 1


def test_an_application_that_is_given_up_says_so():
    one = make_accreditation(state="submitted")

    assert renounce_effects(one)[0].startswith("La demande est abandonnée")
