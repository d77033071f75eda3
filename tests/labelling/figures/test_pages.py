"""Pages of the dictionary: who opens them, what they tell, the cases in one click with the filters kept."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.figures.rules import committee
from portal.figures import dictionary, figure
from tests.factories import make_organism
from tests.labelling.figures.conftest import began
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
ALL = "/espace/pilotage/chiffres/"
MOST_QUERIES = 12  # nothing is kept inside a transaction: eight outside of one


def names(response):
    return [line.thing for line in response.context["lines"]]


def number(response):
    return response.context["number"][0]["value"]


@pytest.mark.dated
def test_the_dictionary_tells_each_figure_of_a_family(signed_in, sonia, scheme):
    response = signed_in(sonia).get(ALL)

    told = {row["figure"].code: row["said"] for row in response.context["rows"]}
    assert told == {
        "stock.candidates": "1",
        "stock.engaged": "1",
        "stock.engaged_named": "1",
        "stock.labelled": "3",
        "stock.listed": "3",
        "stock.suspended": "1",
        "stock.mention": "0",
        "stock.homes": "33\u00a0000",
        "stock.homes_listed": "33\u00a0000",
        "stock.share_operators": "0,5\u00a0%",
        "stock.share_homes": "0,7\u00a0%",
    }


@pytest.mark.dated
def test_a_figure_is_told_of_a_day_and_by_group(signed_in, sonia, scheme):
    response = signed_in(sonia).get(f"{ALL}stock.labelled/?au=2024-12-31")
    assert number(response) == "0"

    response = signed_in(sonia).get(f"{ALL}stock.labelled/")
    groups = {
        group.code: [(line.label, line.value) for line in group.lines]
        for group in response.context["groups"]
    }
    assert groups == {
        "famille": [("Office public de l’habitat", 3)],
        "region": [("Bretagne", 1), ("Grand Est", 2)],
        "taille": [("3 000 à 8 000", 1), ("8 000 à 15 000", 1), ("15 000 à 30 000", 1)],
    }


@pytest.mark.dated
def test_the_cases_are_one_click_away_with_the_filters_kept(signed_in, sonia, scheme):
    client = signed_in(sonia)
    response = client.get(f"{ALL}stock.labelled/?region=44")
    assert number(response) == "2"

    cases = client.get(response.context["cases_url"])
    assert sorted(line.organism for line in cases.context["lines"]) == ["Armoril", "Belval"]
    assert number(cases) == "2"
    assert client.get(cases.context["figure_url"]).context["form"].cleaned_data["region"] == "44"


def test_whoever_reads_the_number_and_not_its_cases_is_told_so(
    signed_in, nora, scheme, monkeypatch
):
    """A figure of dossiers that the secretariat would read, which sees none."""
    widened = replace(figure("stock.engaged"), readers=committee)
    monkeypatch.setitem(dictionary._figures, "stock.engaged", widened)
    response = signed_in(nora).get(f"{ALL}stock.engaged/cas/")

    assert (number(response), response.context["hidden"], names(response)) == ("1", 1, [])
    assert "vos droits n’ouvrent pas leurs pages" in response.text


def test_each_reads_the_figures_that_are_theirs(signed_in, nora, scheme):
    client = signed_in(nora)
    assert client.get(f"{ALL}stock.labelled/").status_code == 200
    assert client.get(f"{ALL}delays.registration/").status_code == 404
    assert client.get(f"{ALL}stock.unknown/").status_code == 404
    assert client.get(f"{ALL}stock.labelled/cas/").context["hidden"] == 0


def test_the_presidence_reads_what_the_committee_did(signed_in, presidente, scheme):
    response = signed_in(presidente).get(f"{ALL}?famille=committee")

    assert [row["figure"].code for row in response.context["rows"]] == [
        "committee.sessions",
        "committee.without_quorum",
        "committee.attendance",
        "committee.recusals",
    ]


def test_a_stranger_does_not_open_the_dictionary(signed_in, alice):
    assert signed_in(alice).get(ALL).status_code == 403


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("au=2999-01-01", "de 2015 à aujourd’hui"),
        ("au=hier", "date valide"),
        ("au=0001-01-01", "de 2015 à aujourd’hui"),
        ("du=2026-06-01&au=2026-01-01", "précède le premier"),
    ],
)
@pytest.mark.parametrize("page", ["", "cas/"])
def test_a_day_that_means_nothing_is_refused_and_keeps_what_was_typed(
    signed_in, sonia, asked, said, page
):
    response = signed_in(sonia).get(f"{ALL}flows.applications/{page}?{asked}")

    assert (response.status_code, response.context["number"]) == (422, [])
    assert said in response.text
    assert list(response.context["form"].errors) == ["au"]
    typed = dict(one.split("=") for one in asked.split("&"))
    assert {response.context["form"][name].value() for name in typed} == set(typed.values())


def test_a_day_alone_is_told_of_its_year_so_far(signed_in, sonia, scheme):
    response = signed_in(sonia).get(f"{ALL}flows.applications/?au=2024-06-30")

    assert response.context["number"][0]["note"] == "du 1er\u00a0janvier 2024 au 30\u00a0juin 2024"
    assert response.context["form"].errors == {}


def test_a_page_costs_the_same_with_one_label_and_with_many(signed_in, sonia):
    client = signed_in(sonia)

    def cost(path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    paths = [
        f"{ALL}stock.labelled/?au=2025-12-31",
        f"{ALL}stock.labelled/cas/",
        f"{ALL}audits.led/cas/",
    ]
    began(make_label(make_organism()))
    one = [cost(path) for path in paths]
    for _ in range(4):
        began(make_label(make_organism()))
    assert [cost(path) for path in paths] == one


@pytest.mark.parametrize("code", ["stock.labelled", "stock.engaged"])
def test_a_figure_at_a_past_date_costs_few_queries_with_its_ten_years(
    code, signed_in, sonia, scheme
):
    client, address = signed_in(sonia), f"{ALL}{code}/?au=2025-12-31"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(address).context["years"]["rows"]) == 10

    assert len(asked) <= MOST_QUERIES
