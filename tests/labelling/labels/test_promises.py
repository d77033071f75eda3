"""Promises displayed: consented by the signatory, read by whoever scans the sheet, withdrawn at once."""

import pytest
from django.db import IntegrityError, transaction

from labelling.models import DisplayedPromise, Label
from labelling.title.labels.promises import models
from labelling.title.labels.promises.models import NO_COMMITMENT, NO_LABEL, TWICE
from portal.core import clock
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.dossiers.factories import make_residences
from tests.labelling.labels.factories import make_label
from tests.labelling.labels.test_commitments import publish, write

pytestmark = pytest.mark.django_db
LIST = "/espace/organismes/valmeyre-habitat/promesses/"
PORT = {"place": "Agence du Port", "contact": "01 02 03 04 05"}


@pytest.fixture
def promising(organism, alice):
    """A label in force, and one commitment that everybody reads."""
    make_label(organism, start_on=clock.today())
    write(organism, 1, alice, target="48 heures")
    publish(organism, alice)
    return organism


@pytest.fixture
def promise(promising, alice):
    return models.display(promising, PORT, by=alice)


def read(client, promise):
    answer = client.get(promise.get_absolute_url())
    return answer.status_code, "Répondre sous 48 heures" in answer.content.decode()


def test_agencies_of_the_stock_are_proposed_until_they_display(signed_in, promising, alice):
    make_residences(promising, 4)
    for number, agency in enumerate(("Agence du Port", "Agence du Port", "Agence Nord", "")):
        promising.residences.filter(code=f"R{number + 1:03}").update(agency=agency)
    address, signatory = f"{LIST}afficher/", signed_in(alice)
    proposed = [list(signatory.get(address).context["places"])]
    models.display(promising, PORT | {"place": "Agence du Port"}, by=alice)
    proposed.append(list(signatory.get(address).context["places"]))
    assert proposed == [["Agence du Port", "Agence Nord"], ["Agence Nord"]]
    assert '<option value="Agence Nord">' in signatory.get(address).content.decode()


def test_it_is_displayed_from_its_page_and_read_by_everybody(client, signed_in, promising, alice):
    signatory = signed_in(alice)
    refused = signatory.post(f"{LIST}afficher/", PORT | {"once": new_key()})
    kept = refused.context["form"]["place"].value()
    signatory.post(f"{LIST}afficher/", PORT | {"agrees": "on", "once": new_key()})

    promise = DisplayedPromise.objects.get()
    page = client.get(promise.get_absolute_url()).content.decode()
    assert (kept, "Sans cet accord, rien n’est affiché." in refused.content.decode()) == (
        "Agence du Port",
        True,
    )
    told = ("Agence du Port", "Répondre sous 48 heures", "48 heures", "01 02 03 04 05")
    assert [one for one in told if one not in page] == []
    assert "Agence du Port" in signatory.get(LIST).content.decode()


def test_br71_it_tells_no_answer_that_the_organism_does_not_show(client, promise):
    assert "réponses aux locataires" not in client.get(promise.get_absolute_url()).content.decode()


def test_withdrawn_it_tells_nothing_at_once(client, signed_in, promise, alice):
    before = read(client, promise)
    signed_in(alice).post(f"{LIST}{promise.pk}/retirer/")
    after = read(client, promise)
    again = signed_in(alice).post(f"{LIST}{promise.pk}/retirer/").status_code

    assert (before, after, again) == ((200, True), (404, False), 404)
    acts = [one.act for one in audit_log.entries_of(promise.organism)]
    assert (acts.count("promise_displayed"), acts.count("promise_withdrawn")) == (1, 1)


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "expired", "renounced"])
def test_br70_a_label_that_is_not_in_force_displays_nothing(client, promise, state):
    before = read(client, promise)
    Label.objects.update(state=state, ended_on=clock.today())
    assert (before, read(client, promise)) == ((200, True), (404, False))


def test_a_commitment_that_is_public_no_more_leaves_the_page(client, promise, alice):
    from labelling.title.labels.commitments import models as commitments  # noqa: PLC0415

    commitments.end(promise.organism, 1, by=alice)
    assert read(client, promise) == (200, False)


def test_nothing_is_displayed_without_a_label_nor_a_commitment(organism, alice):
    told = []
    for prepare in (lambda: None, lambda: make_label(organism, start_on=clock.today())):
        prepare()
        with pytest.raises(Refused) as refused:
            models.display(organism, PORT, by=alice)
        told.append(str(refused.value))
    assert told == [NO_LABEL, NO_COMMITMENT]


def test_one_place_has_one_promise_and_a_withdrawn_one_may_come_back(promise, alice):
    with pytest.raises(Refused, match=TWICE):
        models.display(promise.organism, PORT, by=alice)
    models.withdraw(promise, by=alice)
    again = models.display(promise.organism, PORT, by=alice)
    assert again.code != promise.code


def test_the_database_refuses_two_promises_at_one_place(promise, alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        DisplayedPromise.objects.create(organism=promise.organism, displayed_by=alice, **PORT)


def test_br03_a_colleague_who_does_not_sign_displays_and_withdraws_nothing(promise, chloe):
    for act in (
        lambda: models.display(promise.organism, PORT | {"place": "Ailleurs"}, by=chloe),
        lambda: models.withdraw(promise, by=chloe),
    ):
        with pytest.raises(Forbidden):
            act()
    assert DisplayedPromise.objects.displayed().count() == 1


def test_its_sheet_is_a_pdf_for_the_organism(signed_in, promise, alice, bob):
    sheet = f"{LIST}{promise.pk}/feuille/"
    answer = signed_in(alice).get(sheet)
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    assert signed_in(bob).get(sheet).status_code == 404


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_costs_the_same_with_one_and_twenty(
    signed_in, promising, alice, many, django_assert_max_num_queries
):
    for number in range(many):
        models.display(promising, PORT | {"place": f"Agence {number}"}, by=alice)
    client = signed_in(alice)
    with django_assert_max_num_queries(14):
        page = client.get(LIST).content.decode()
    assert page.count("Feuille (PDF)") == many
