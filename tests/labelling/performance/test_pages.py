"""Pages of performance: one reading a morning, equal to the dictionary, the same queries whatever there is."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from labelling.steering.figures.reading import Reading
from labelling.steering.performance import dispersion, pages
from labelling.steering.performance.jobs import read_performance
from labelling.steering.performance.models import PerformanceReading
from labelling.steering.performance.snapshots import take
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.labelling.dossiers.factories import make_auditor
from tests.labelling.performance.conftest import rated

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pilotage/performance/"
AUDITORS = f"{ADDRESS}auditeurs/"
MOST_QUERIES = 12


def fill(labelled, many, auditor=None):
    for _ in range(many):
        label = labelled(1, auditor)
        rated(label.dossier, date(2025, 5, 6), 3, auditor, audit_type="verification")


def test_before_the_first_reading_the_pages_say_so(sonia, signed_in):
    client = signed_in(sonia)

    for address in (ADDRESS, AUDITORS):
        assert "Aucun relevé à ce jour" in client.get(address).text


@pytest.mark.slow
def test_each_figure_is_that_of_its_page_and_opens_to_its_cases(labelled, sonia, signed_in):
    """Law of equality: the value of the last whole year, and how many cases it has."""
    fill(labelled, 2)
    take()
    client = signed_in(sonia)

    told = client.get(ADDRESS).context["elements"]

    stored = PerformanceReading.objects.get(part="figures").content["figures"]
    for line in (line for one in told for line in one["lines"]):
        code = line["figure"].code
        reading = Reading(sonia, line["figure"], QueryDict(line["url"].partition("?")[2]))
        assert line["said"] == pages.format_value(reading.value, line["figure"].unit), code
        assert len(reading.cases) == line["cases"], code
        years = [None if value is None else float(value) for _, value in reading.years]
        assert years == [value for _, value, _ in stored[code]], code
    assert sum(len(one["lines"]) for one in told) == len(stored)


@pytest.mark.dated
def test_a_figure_opens_to_its_number_and_its_cases(labelled, sonia, signed_in):
    fill(labelled, 2)
    take()
    client = signed_in(sonia)
    told = client.get(ADDRESS).context["elements"]
    [led] = [line for one in told for line in one["lines"] if line["figure"].code == "audits.led"]

    assert (led["said"], led["cases"]) == ("2\u00a0audits", 2)
    assert client.get(led["url"]).context["reading"].value == 2
    assert len(client.get(led["cases_url"]).context["lines"]) == 2


def test_a_phone_reads_the_sentence_of_each_element_and_opens_its_figures(
    labelled, sonia, signed_in
):
    """A desk shows them at once (css/performance.css); paper opens every fold."""
    fill(labelled, 1)
    take()
    answer = signed_in(sonia).get(ADDRESS)
    main = BeautifulSoup(answer.text, "html.parser").main
    told = [one["sentence"] for one in answer.context["elements"]]
    unfolded = [one for one in main.find_all("p") if not one.find_parent("details")]

    assert [one for one in main.find_all("table") if not one.find_parent("details")] == []
    assert {*told} <= {one.text.strip() for one in unfolded}


@pytest.mark.dated
def test_what_it_says_of_scores_is_in_sentences(labelled, sonia, signed_in):
    fill(labelled, 2)
    take()

    page = signed_in(sonia).get(ADDRESS).text.replace("\u00a0", " ")

    assert (
        "2 organismes audités avant et après : 33,3 % avant le premier label, 100 % depuis" in page
    )
    assert "Aucun constat n’est revenu en 2025" in page


@pytest.mark.dated
def test_another_reading_takes_the_place_of_the_former(labelled):
    take()
    fill(labelled, 1)
    take()

    [figures] = PerformanceReading.objects.filter(part="figures")
    assert figures.taken_on == clock.today()
    assert figures.content["figures"]["audits.led"][-1][1:] == [1, 1]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_page_reads_what_was_read(sonia, signed_in):
    take()

    assert queries(signed_in(sonia), ADDRESS) <= MOST_QUERIES


@pytest.mark.dated
def test_the_page_of_auditors_costs_the_same_with_many(labelled, two_auditors, sonia, signed_in):
    client = signed_in(sonia)

    def read(*auditors):
        for auditor in auditors:
            fill(labelled, 5, auditor)
        content = dispersion.count(clock.today())
        PerformanceReading.objects.update_or_create(part="auditors", defaults={"content": content})
        return queries(client, AUDITORS)

    alone = read(*two_auditors)

    assert read(make_auditor()) == alone <= MOST_QUERIES
    assert [str(one) in client.get(AUDITORS).text for one in two_auditors] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_it_each_morning():
    read_performance()

    assert PerformanceReading.objects.count() == len(PerformanceReading.Part)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DIRCOM, Role.TECH])
def test_who_does_not_follow_the_label_reads_neither_of_them_nor_their_files(role, signed_in):
    take()
    client = signed_in(factories.make_user("Lou", "Lecteur", roles=[role]))

    for address in (ADDRESS, AUDITORS, f"/espace/tableaux/csv{ADDRESS}"):
        assert client.get(address).status_code == 403


def test_no_auditor_reads_the_dispersion(two_auditors, signed_in):
    take()

    assert signed_in(two_auditors[0].user).get(AUDITORS).status_code == 403


def test_the_file_tells_each_year_of_each_figure(sonia, signed_in):
    take()

    lines = (
        signed_in(sonia)
        .get(f"/espace/tableaux/csv{ADDRESS}")
        .content.decode("utf-8-sig")
        .splitlines()
    )

    assert lines[0].split(";") == ["Élément", "Chiffre", "Code", "Unité", "Année", "Valeur", "Cas"]
    assert sum("stock.labelled" in line for line in lines) == 10
