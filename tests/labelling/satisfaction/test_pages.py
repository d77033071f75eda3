"""Pages of satisfaction: an organism reads its own, the office all; the median, for who consents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.satisfaction import consents
from labelling.steering.satisfaction.models import SatisfactionConsent
from tests.factories import make_member, make_organism
from tests.labelling.satisfaction.factories import make_peer, make_result, make_survey

pytestmark = pytest.mark.django_db
ALL = "/espace/pilotage/satisfaction/"


def own(organism):
    return f"/espace/organismes/{organism.slug}/satisfaction/"


@pytest.fixture
def survey():
    return make_survey()


def test_an_organism_reads_its_results_and_nobody_elses(organism, alice, survey, signed_in):
    make_result(survey, organism, "83.5")
    other = make_result(survey, make_organism(), "61.5").organism
    client = signed_in(alice)

    page = client.get(own(organism)).text

    assert ("83,5" in page, "61,5" in page) == (True, False)
    assert client.get(own(other)).status_code == 404
    assert [client.get(f"{ALL}{end}").status_code for end in ("", "import/", "2025/")] == [
        403,
        403,
        404,
    ]
    assert "83,5" in client.get(f"/espace/organismes/{organism.slug}/").text


def test_the_signatory_consents_reads_the_median_and_takes_it_back(
    organism, alice, survey, signed_in
):
    make_result(survey, organism, "83.5")
    for rate in (70, 75, 80, 90):
        make_peer(survey, rate)
    client = signed_in(alice)
    assert "Médiane du groupe" not in client.get(own(organism)).text

    client.post(f"{own(organism)}comparaison/")
    told = client.get(own(organism))
    assert told.context["cohort"].medians()["overall"] == 80
    assert [(line["label"], line["place"]) for line in told.context["lines"]] == [
        ("Satisfaction globale", "au-dessus"),
        ("Le logement", "à la médiane"),
    ]

    client.post(f"{own(organism)}comparaison/retrait/")
    assert "Médiane du groupe" not in client.get(own(organism)).text
    assert not SatisfactionConsent.objects.filter(withdrawn_on=None, organism=organism).exists()


def test_a_contact_reads_and_does_not_decide(organism, chloe, survey, signed_in):
    make_result(survey, organism)
    client = signed_in(chloe)

    assert "La personne signataire en décide" in client.get(own(organism)).text
    assert client.get(f"{own(organism)}comparaison/").status_code == 403


def test_the_office_reads_medians_of_a_cohort_on_the_page_of_who_consents(sonia, survey, signed_in):
    peers = [make_peer(survey) for _ in range(5)]

    assert "Médiane du groupe" in signed_in(sonia).get(own(peers[0])).text


@pytest.mark.parametrize("address", [ALL, f"{ALL}2025/"])
def test_pages_of_the_office_cost_the_same_with_many_organisms(address, sonia, survey, signed_in):
    client = signed_in(sonia)
    make_result(survey)
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    alone = queries()
    for year in range(2010, 2020):
        make_result(make_survey(year))
        make_result(survey)

    assert queries() == alone


def test_the_page_of_an_organism_costs_the_same_in_a_large_cohort(
    organism, alice, survey, signed_in
):
    make_result(survey, organism)
    SatisfactionConsent.objects.create(organism=organism)
    client = signed_in(alice)
    client.get(own(organism))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(own(organism))
        return len(asked)

    alone = queries()
    for _ in range(9):
        make_peer(survey)
    for year in (2019, 2022):
        make_result(make_survey(year), organism)

    assert queries() == alone


def test_an_organism_without_result_is_told_so(organism, alice, signed_in):
    assert "Aucun résultat à ce jour" in signed_in(alice).get(own(organism)).text
    assert (
        "Toutes ses enquêtes"
        not in signed_in(alice).get(f"/espace/organismes/{organism.slug}/").text
    )


def test_a_member_of_two_organisms_reads_both(organism, alice, survey, signed_in):
    other = make_organism()
    make_member(other, "contact", user=alice)
    make_result(survey, organism, "71.5")
    make_result(survey, other, "64.5")
    client = signed_in(alice)

    assert ("71,5" in client.get(own(organism)).text, "64,5" in client.get(own(other)).text) == (
        True,
        True,
    )


def test_a_page_out_of_date_does_not_undo_what_was_decided(organism, alice, signed_in):
    client = signed_in(alice)
    client.post(f"{own(organism)}comparaison/")

    again = client.post(f"{own(organism)}comparaison/")

    assert again.status_code == 409
    assert "déjà donné" in again.text
    assert consents.has_consented(organism)
