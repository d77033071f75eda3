"""Pages of consultations for members: asked, answered, typed, read by each; a letter for the office alone."""

import pytest

from labelling.committee import pack
from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import Consultation
from portal.web import worklist
from tests.labelling.bodies.test_acts import FACTS, REACH
from tests.labelling.consultations.conftest import say
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(dossier):
    return f"{dossier.get_absolute_url()}avis/"


def test_an_organism_asks_then_answers_and_the_office_lets_a_contest_go_on(
    signed_in, page, body, alice, sonia
):
    client = signed_in(alice)
    assert "Demander leur avis" in client.get(page).content.decode()
    client.post(f"{page}demander/", {"bodies": [body.pk]})
    one = Consultation.objects.get()
    actions.give(one, say(stance="contests", account="Personne n’est venu nous voir."))
    assert "Personne n’est venu nous voir." in client.get(page).content.decode()
    asked = {task.url: task for task in worklist.lists(alice)["do"]}
    assert asked[one.get_absolute_url()].button == "Répondre"

    short = client.post(f"{one.get_absolute_url()}repondre-a-la-contestation/", {"text": "Oui."})
    assert short.status_code == 422
    client.post(
        f"{one.get_absolute_url()}repondre-a-la-contestation/",
        {"text": "Nous vous recevons mardi."},
    )
    assert "Nous vous recevons mardi." in client.get(one.get_absolute_url()).content.decode()
    assert one.get_absolute_url() in [task.url for task in worklist.lists(sonia)["do"]]

    office = signed_in(sonia)
    office.post(
        f"{one.get_absolute_url()}laisser-continuer/", {"reason": "La réunion est fixée, avec eux."}
    )
    assert Consultation.objects.get().state == "settled"
    assert "La réunion est fixée, avec eux." in office.get(one.get_absolute_url()).content.decode()


def test_the_letter_with_its_code_is_drawn_for_the_office_alone(
    signed_in, consultation, key, contact, alice, sonia
):
    address = f"{consultation.get_absolute_url()}acces/{key.pk}/lettre/"
    assert signed_in(alice).get(address).status_code == 403
    office = signed_in(sonia)
    renewed = {"contact": contact.pk, "kind": "code"}
    office.post(f"{consultation.get_absolute_url()}acces/remplacer/", renewed)
    new = AccessKey.objects.get(revoked_on=None)
    answer = office.get(f"{consultation.get_absolute_url()}acces/{new.pk}/lettre/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/pdf",
        "private, no-store",
    )
    assert answer.content.startswith(b"%PDF")


def test_what_was_said_on_paper_is_typed_by_the_office_and_marked_so(
    signed_in, consultation, alice, sonia
):
    address = f"{consultation.get_absolute_url()}saisir/"
    assert signed_in(alice).get(address).status_code == 403
    typed = {"channel": "paper", "opinion": "Le hall est propre.", "follow": "none"}
    signed_in(sonia).post(address, typed)
    told = signed_in(alice).get(consultation.get_absolute_url()).content.decode()
    assert "sur papier" in told
    assert f"saisi par {sonia}" in told


def test_the_committee_reads_the_strength_and_the_words_of_each_stage(dossier, consultation):
    """BR-14: never a remark to the auditors."""
    actions.remark(consultation, "canari-des-auditeurs")
    actions.give(consultation, say(opinion="Le hall est propre."))
    (stage,) = pack.tenant_stages(type(dossier).objects.get())
    assert stage["stage"].code == "candidature"
    assert stage["strength"].code == "own"
    assert [word.opinion for word in stage["words"]] == ["Le hall est propre."]
    assert pack._tenants_said(dossier) == "aucune rencontre versée, 1\u00a0avis de leurs instances"


def test_the_page_of_a_dossier_costs_the_same_for_one_body_and_many(
    signed_in, page, dossier, organism, alice, sonia
):

    def consulted(number):
        one = keeping.add_body(organism, FACTS | {"name": f"Amicale {number}"}, by=alice)
        reach = keeping.add_contact(one, REACH, by=alice)
        keeping.verify(one, [reach.pk], by=sonia)
        (asked,) = actions.ask(dossier, [one], by=alice)
        said = actions.give(asked, say(opinion="Le hall est propre."))
        said.workflow.fire(said, "answer", by=alice, text="Merci, nous continuons ainsi.")

    client = signed_in(alice)
    consulted(0)
    one = queries(client, page)
    for number in range(1, 8):
        consulted(number)
    assert queries(client, page) == one


@pytest.mark.parametrize(
    "address", ["confirmer", "donner-un-avis", "contester", "reprendre-ce-qui-est-dit"]
)
def test_what_a_body_alone_does_has_no_page_for_members(signed_in, consultation, sonia, address):
    page = f"{consultation.get_absolute_url()}{address}/"
    office = signed_in(sonia)
    assert [office.get(page).status_code, office.post(page).status_code] == [404, 404]
    assert Consultation.objects.get().state == "asked"


def test_a_letter_that_opens_nothing_more_is_not_drawn(signed_in, consultation, key, sonia):
    office = signed_in(sonia)
    office.post(f"{consultation.get_absolute_url()}acces/{key.pk}/retirer/")
    assert office.get(f"{consultation.get_absolute_url()}acces/{key.pk}/lettre/").status_code == 409


def test_only_a_code_that_opens_offers_its_letter(signed_in, consultation, key, contact, sonia):
    office, page = signed_in(sonia), consultation.get_absolute_url()
    office.post(f"{page}acces/remplacer/", {"contact": contact.pk, "kind": "code"})
    new = AccessKey.objects.get(revoked_on=None)
    letter = f"{page}acces/{new.pk}/lettre/"
    before = letter in office.get(page).content.decode()
    AccessKey.objects.filter(pk=new.pk).update(reach="d’une adresse d’avant")

    after = office.get(page).content.decode()
    assert (before, letter in after, "n’ouvre plus rien" in after) == (True, False, True)
