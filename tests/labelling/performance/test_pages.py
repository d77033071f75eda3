"""Pages of performance: one reading a morning, equal to the dictionary, the same queries whatever there is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.performance.models import PerformanceReading
from labelling.performance.taking import take
from portal.core import clock
from portal.models import Role
from tests import factories
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


def test_each_figure_is_that_of_its_page_and_opens_to_its_cases(labelled, sonia, signed_in):
    """Law of equality: the value of the last whole year, and how many cases it has."""
    fill(labelled, 3)
    take()
    client = signed_in(sonia)

    told = client.get(ADDRESS).context["elements"]
    lines = [line for one in told for line in one["lines"]]

    assert len(lines) == sum(len(one["element"].judges) for one in told)
    for line in lines:
        page, cases = client.get(line["url"]).context, client.get(line["cases_url"]).context
        value = page["reading"].value
        code = line["figure"].code
        assert line["said"] in ("–", line["row"][-1]), code
        assert len(cases["reading"].cases) == line["cases"], code
        years = dict(page["reading"].years)
        stored = PerformanceReading.objects.get(part="figures").content["figures"][code]
        assert [value if value is None else float(value) for value in years.values()] == [
            one for _, one, _ in stored
        ], code
        assert (None if value is None else float(value)) == stored[-1][1], code


def test_what_it_says_of_scores_is_in_sentences(labelled, sonia, signed_in):
    fill(labelled, 2)
    take()

    page = signed_in(sonia).get(ADDRESS).text.replace("\u00a0", " ")

    assert (
        "2 organismes audités avant et après : 33,3 % avant le premier label, 100 % depuis" in page
    )
    assert "Aucun constat n’est revenu en 2025" in page


def test_another_reading_takes_the_place_of_the_former(labelled):
    take()
    fill(labelled, 1)
    take()

    [figures] = PerformanceReading.objects.filter(part="figures")
    assert figures.taken_on == clock.today()
    assert figures.content["figures"]["audits.led"][-1][1:] == [1, 1]


@pytest.mark.parametrize("address", [ADDRESS, AUDITORS])
def test_a_page_costs_the_same_whatever_there_is(address, labelled, two_auditors, sonia, signed_in):
    client = signed_in(sonia)

    def queries():
        take()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    fill(labelled, 1)
    alone = queries()
    for auditor in two_auditors:
        fill(labelled, 6, auditor)

    assert queries() == alone <= MOST_QUERIES
    if address == AUDITORS:
        assert str(two_auditors[0]) in client.get(address).text


@pytest.mark.parametrize(
    "role", [Role.SECRETARY, Role.COMEX, Role.COMMISSION, Role.DIRCOM, Role.TECH]
)
def test_the_office_alone_reads_them_and_their_files(role, signed_in):
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
