"""Law of equality: a figure is the same wherever it appears, and what was public already is told by it."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.test import Client

from labelling.parties.framework.binding import current_framework
from labelling.path.audits.reports import snapshots
from labelling.steering.figures.public import published
from labelling.title.labels.directory import figures as public
from portal.core import clock
from portal.figures import Period, all_figures, figure, rounded
from tests.factories import make_organism
from tests.labelling.dossiers.factories import make_mission
from tests.labelling.figures.conftest import began
from tests.labelling.labels.factories import make_label

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
ALL = "/espace/pilotage/chiffres/"


def said(page):
    return page["number"][0]["value"]


def scored(score, **where):
    label = began(make_label(make_organism(**where)))
    mission = make_mission(label.dossier, "verification", "closed")
    ratings = {criterion.code: score for criterion in current_framework().criteria}
    return snapshots.freeze(mission, "post", {"auditor": ratings})


@pytest.fixture
def country(scheme):
    """Four scored in Grand Est, one in Corse: its score is hidden, and cannot be had by subtraction."""
    for score in (3, 3, 2, 1):
        scored(score, region="44")
    scored(0, region="94")


def test_a_figure_is_equal_on_its_pages_its_cases_its_files_and_the_api(signed_in, sonia, country):
    client = signed_in(sonia)
    listed = {
        row["figure"].code: row["said"]
        for family in ("stock", "audits")
        for row in client.get(f"{ALL}?famille={family}").context["rows"]
    }
    sheet = client.get(f"/espace/tableaux/csv{ALL}").content.decode("utf-8-sig").splitlines()
    api = {one["code"]: one for one in Client().get("/api/v1/chiffres").json()}

    for one in (one for one in all_figures() if one.family == "stock"):
        value = rounded(one.value(Period.at(clock.today())))
        page = client.get(f"{ALL}{one.code}/").context
        cases = client.get(f"{ALL}{one.code}/cas/").context
        assert page["reading"].value == cases["reading"].value == value, one.code
        assert said(page) == said(cases) == listed[one.code], one.code
        [line] = [line for line in sheet if line.endswith(one.code)]
        assert line.split(";")[2].replace(",", ".") == str(value), one.code
        if one.is_public:
            told = api.pop(one.code)
            assert (told["value"], told["version"]) == (value, one.version), one.code
    assert list(api) == ["audits.score"]


def test_what_the_directory_publishes_is_what_the_dictionary_tells_everybody(country):
    told = {one.code: one for one in published()}
    [whole] = public.tables()["ensemble"]

    assert told["stock.listed"].value == whole.labelled == 8
    assert told["stock.homes_listed"].value == whole.homes
    assert told["stock.engaged_named"].value == whole.engaged == 1
    mean = Decimal(figure("audits.score").value(Period.at(clock.today())))
    assert int(mean.quantize(Decimal(1), ROUND_HALF_UP)) == whole.mean

    by_group = {
        (group.code, line.label): line
        for group in told["audits.score"].groups
        for line in group.lines
    }
    for code in ("famille", "region"):
        for line in public.tables()[code]:
            if (code, line.label) in by_group:
                assert by_group[code, line.label].is_hidden == line.is_hidden, line.label


def test_br98_the_public_reads_no_score_under_three_organisms(country):
    [score] = [one for one in published() if one.code == "audits.score"]
    [regions] = [group for group in score.groups if group.code == "region"]

    # Five in all less four of Grand Est would be the one of Corse.
    assert {line.label: line.is_hidden for line in regions.lines} == {
        "Corse": True,
        "Grand Est": True,
    }
    assert [group.code for group in score.groups] == ["famille", "region"]


def test_br98_scores_are_told_of_today_alone_to_whoever_may_not_know_one(signed_in, nora, country):
    """Neither another day nor a part of the organisms: the difference of two means would tell one."""
    client = signed_in(nora)
    today = client.get(f"{ALL}audits.score/").context
    other = client.get(f"{ALL}audits.score/?au=2025-06-30&region=94").context

    assert said(today) == said(other)
    assert (other["groups"][1].code, other["years"]["rows"]) == ("region", [])
    assert client.get(f"{ALL}audits.score/cas/").context["lines"] == []


def test_the_office_reads_each_cell(signed_in, sonia, country):
    page = signed_in(sonia).get(f"{ALL}audits.score/?region=94").context

    assert said(page) == "0\u00a0%"
    assert len(page["reading"].visible_cases) == 1
