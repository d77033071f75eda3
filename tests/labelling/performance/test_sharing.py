"""Share of performance of who reads sums alone: no case, no auditor, no small number (BR-98)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.performance import pages
from labelling.steering.performance.models import PerformanceReading
from labelling.steering.performance.snapshots import take
from portal.models import Role
from tests.factories import make_user
from tests.labelling.figures.conftest import began
from tests.labelling.performance.conftest import rated

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
ADDRESS = "/espace/pilotage/performance/"
READING = (Role.COMEX, Role.COMMISSION)


def fill(labelled, many, **where):
    for _ in range(many):
        label = began(labelled(1, **where))
        rated(label.dossier, date(2025, 5, 6), 3, audit_type="verification")


def lines(user):
    told = pages.performance(user)["elements"]
    return {line["figure"].code: line for one in told for line in one["lines"]}


@pytest.fixture
def lou(db):
    return make_user("Lou", "Lecteur", roles=[Role.COMEX])


@pytest.mark.parametrize(("organisms", "said"), [(2, "masqué"), (3, "3\u00a0audits")])
def test_br98_a_number_of_fewer_than_three_organisms_is_left_out(organisms, said, labelled, lou):
    fill(labelled, organisms)
    take()

    told = lines(lou)
    assert told["audits.led"]["said"] == said
    assert (
        told["stock.labelled"]["said"] == f"{organisms}\u00a0organismes"
    )  # the dictionary tells them that one
    assert told["communication.downloads"]["said"] == "0\u00a0téléchargement"


def test_br98_a_score_of_a_day_is_told_by_no_year_and_themes_of_three_organisms(labelled, lou):
    fill(labelled, 3)
    take()

    told = pages.performance(lou)
    score = lines(lou)["audits.score"]
    assert (score["said"], score["trend"], score["change"]) == ("masqué", None, "–")
    assert set(score["row"][1:]) == {"–", "masqué"}  # no label yet, then a stock of scores
    assert {score for _, score in told["themes"]} == {"100\u00a0%"}


@pytest.mark.parametrize("role", READING)
def test_a_reader_opens_what_the_dictionary_tells_them_and_no_case(role, labelled, signed_in):
    fill(labelled, 3, name="Valmeyre Habitat")
    take()
    client = signed_in(make_user("Lou", "Lecteur", roles=[role]))

    page = client.get(ADDRESS).text

    assert f"{ADDRESS}auditeurs/" not in page
    assert "/espace/pilotage/chiffres/stock.labelled/" in page
    assert "/espace/pilotage/chiffres/audits.led/" not in page
    assert ("/cas/" in page, "Valmeyre" in page) == (False, False)
    assert client.get(f"{ADDRESS}auditeurs/").status_code == 403
    rows = client.get(f"/espace/tableaux/csv{ADDRESS}").content.decode("utf-8-sig").splitlines()
    [last] = [row for row in rows if "audits.led;" in row and ";2025;" in row]
    assert last.endswith(";2025;3,0;")


def test_what_was_drawn_for_the_office_is_not_given_to_a_reader(labelled, lou, sonia, signed_in):
    take()
    marks = [f"{ADDRESS}auditeurs/", "/flows.applications/"]  # links of the office
    for user, is_theirs in ((sonia, True), (lou, False), (sonia, True)):
        page = signed_in(user).get(ADDRESS).text
        assert [one in page for one in marks] == [is_theirs] * 2


def test_the_rows_of_the_office_are_seen_by_nobody_else(labelled, lou, sonia):
    take()
    seen = {user: PerformanceReading.objects.visible_to(user).count() for user in (lou, sonia)}

    assert seen == {lou: 1, sonia: 4}


def test_the_share_costs_the_same_whatever_there_is(labelled, lou, signed_in):
    client, counts = signed_in(lou), []
    for many in (1, 4):
        fill(labelled, many)
        take()
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
