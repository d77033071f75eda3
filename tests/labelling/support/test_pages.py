"""Pages of advisory support: the request, the list, the page of the organism, the home, the calendar, the timeline."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.support.models import SupportRequest
from tests import factories
from tests.labelling.labels.factories import make_label
from tests.labelling.support.factories import SUMMARY, ago, ask, done, fire, planned

pytestmark = pytest.mark.django_db
LIST = "/espace/appui-conseil/"


def plain(html):
    """Words of a page, spaces and tags made one space."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_an_organism_asks_from_its_page_and_reads_the_answer(labelled, chloe, sonia, signed_in):
    client = signed_in(chloe)
    page = client.get(labelled.get_absolute_url())
    assert f"{LIST}demander/?organisme={labelled.slug}" in page.text

    facts = {"organism": labelled.pk, "subject": "Préparer la visite", "need": "Nos agences."}
    answer = client.post(f"{LIST}demander/", facts)
    support = SupportRequest.objects.get()
    assert answer.url == support.get_absolute_url()

    client = signed_in(sonia)
    assert "Demande d’appui-conseil" in plain(client.get("/espace/").text)
    plan = {"adviser": sonia.pk, "planned_on": ago(-3).isoformat()}
    assert client.post(f"{support.get_absolute_url()}accepter/", plan).status_code == 302
    told = {"done_on": ago(0).isoformat(), "hours": "1.5", "summary": SUMMARY}
    assert client.post(f"{support.get_absolute_url()}clore/", told).status_code == 302

    page = plain(signed_in(chloe).get(support.get_absolute_url()).text)
    assert "1 h 30" in page
    assert SUMMARY in page


def test_who_acts_for_several_organisms_says_for_which(labelled, chloe, signed_in):
    other = factories.make_organism("Corvange Habitat")
    make_label(other)
    factories.make_member(other, user=chloe)
    client = signed_in(chloe)

    missing = client.post(f"{LIST}demander/", {"subject": "Un appui", "need": "Un besoin."})
    assert missing.status_code == 422
    assert "Choisissez l’organisme" in missing.text

    shown = client.get(f"{LIST}demander/?organisme={other.slug}").context["form"]
    assert shown["organism"].value() == other.pk


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("1.4", "au quart d’heure près"),
        ("0", "au quart d’heure près"),
        ("101", "100 heures au plus"),
        ("beaucoup", "nombre"),
    ],
)
def test_a_duration_goes_by_quarters_of_an_hour(labelled, chloe, sonia, signed_in, hours, said):
    support = planned(chloe, labelled, sonia)
    facts = {"done_on": ago(0).isoformat(), "hours": hours, "summary": SUMMARY}

    page = signed_in(sonia).post(f"{support.get_absolute_url()}clore/", facts)

    assert page.status_code == 422
    assert said in plain(page.text)
    assert SUMMARY in page.text


def test_a_support_is_not_done_before_it_was_asked_nor_planned_in_the_past(
    labelled, chloe, sonia, signed_in
):
    support = ask(chloe, labelled)
    client, page = signed_in(sonia), support.get_absolute_url()
    past = {"adviser": sonia.pk, "planned_on": ago(1).isoformat()}
    assert client.post(f"{page}accepter/", past).status_code == 422

    fire(support, "accept", sonia, adviser=sonia, planned_on=ago(0))
    early = {"done_on": ago(5).isoformat(), "hours": "1", "summary": SUMMARY}
    answer = client.post(f"{page}clore/", early)

    assert answer.status_code == 422
    assert "corrigez la date" in plain(answer.text)


def test_the_list_is_of_ones_organism_and_of_all_for_the_office(
    labelled, chloe, bob, sonia, signed_in
):
    other = bob.memberships.get().organism
    make_label(other)
    ask(chloe, labelled, subject="Le nôtre")
    ask(bob, other, subject="Le leur")

    page = plain(signed_in(chloe).get(LIST).text)
    assert ("Le nôtre" in page, "Le leur" in page) == (True, False)
    page = plain(signed_in(sonia).get(LIST, {"q": "le leur"}).text)
    assert ("Le nôtre" in page, "Le leur" in page) == (False, True)


def test_the_list_costs_the_same_with_many_rows(labelled, chloe, sonia, signed_in):
    done(chloe, labelled, sonia)
    client = signed_in(sonia)
    alone = queries(client, LIST)
    for _ in range(12):
        planned(chloe, labelled, sonia)

    assert queries(client, LIST) == alone


def test_the_list_leaves_as_a_table(labelled, chloe, sonia, signed_in):
    done(chloe, labelled, sonia)

    answer = signed_in(sonia).get("/espace/tableaux/csv/espace/appui-conseil/")

    assert "2\u00a0h\u00a030" in answer.content.decode("utf-8-sig")


def test_the_day_is_in_the_calendar_and_on_the_timeline_of_both(labelled, chloe, sonia, signed_in):
    planned(chloe, labelled, sonia, on=ago(-2))
    for person in (chloe, sonia):
        client = signed_in(person)
        assert "appui-conseil" in plain(client.get("/espace/calendrier/").text)
        page = plain(client.get(f"{labelled.get_absolute_url()}chronologie/").text)
        assert "Appui-conseil : Préparer la visite" in page


def test_a_support_is_found_by_its_organism_and_by_nobody_else(
    labelled, chloe, bob, sonia, signed_in
):
    support = ask(chloe, labelled, subject="Relire le plan d’actions")

    for person, is_found in ((chloe, True), (bob, False)):
        page = signed_in(person).get("/espace/recherche/", {"q": "relire le plan"})
        assert (support.get_absolute_url() in page.text) == is_found
