"""Map of who reads sums alone: the machines that tell no finding, no filter, no case, no small cell (BR-98)."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from labelling.models import DrawnMap, MachineCases, PointReading, ProcessSnapshot
from labelling.steering.process_map import listing, snapshots
from labelling.steering.process_map.reading import Asked
from portal.models import Role
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.process_map import logs

pytestmark = pytest.mark.django_db
MAP = "/espace/pilotage/cartographie/"


@pytest.fixture
def lou(db):
    return make_user("Lou", "Lecteur", roles=[Role.COMEX])


def submitted(many, by, **where):
    for _ in range(many):
        made = logs.open_on(
            make_dossier(make_organism(**where), state="submitted"), date(2026, 1, 1)
        )
        logs.write(made, by, (date(2026, 1, 31), "submit", "draft", "submitted"))


def told(user, query=""):
    return Asked(user, QueryDict(query)).map


def test_br98_a_cell_of_fewer_than_three_organisms_is_hidden(sonia, lou, dossier):
    submitted(2, sonia)
    snapshots.take()

    nodes = {one["state"]: (one["cases"], one["now"]) for one in told(lou)["nodes"]}
    assert nodes["submitted"] == (3, None)
    assert nodes["to_complete"] == nodes["registered"] == (None, None)
    assert [one["act"] for one in told(lou)["arcs"] if not one["is_hidden"]] == ["submit"]
    assert (told(lou)["rework"], told(lou)["paths"]["told"]) == ([], [])
    assert all(one["days"] > 90 for one in told(lou)["waits"])
    assert {one["state"]: one["cases"] for one in told(sonia)["nodes"]}["registered"] == 1


def test_a_filter_and_a_machine_of_findings_are_not_theirs(sonia, lou):
    submitted(3, sonia, family="OPH")
    submitted(3, sonia, family="ESH")
    snapshots.take()

    assert told(lou, "famille=OPH") == told(lou)
    assert told(lou)["cases"] == 6
    assert Asked(lou, QueryDict("machine=constats")).machine.code == "dossiers"
    codes = [code for code, _ in Asked(lou, QueryDict("")).form.fields["machine"].choices]
    assert codes == ["dossiers", "audits", "seances", "points", "labels"]
    assert list(Asked(lou, QueryDict("")).form.fields) == ["machine"]


def test_the_page_opens_no_case(sonia, lou, signed_in):
    submitted(4, sonia, name="Valmeyre Habitat")
    snapshots.take()
    client = signed_in(lou)

    page = client.get(MAP).text
    assert ("Déposé" in page, "Valmeyre" in page, f"{MAP}cas/" in page) == (True, False, False)
    for address in (f"{MAP}cas/?etat=submitted", "/espace/pilotage/points/"):
        assert client.get(address).status_code == 403
    rows = client.get(f"/espace/tableaux/csv{MAP}").content.decode("utf-8-sig")
    assert ("Déposé" in rows, "Valmeyre" in rows) == (True, False)


def test_the_office_then_a_reader_are_not_shown_the_same_page(sonia, lou, signed_in):
    """What a process has drawn for the one is not given to the other."""
    submitted(4, sonia)
    snapshots.take()

    for user, opens in ((sonia, True), (lou, False), (sonia, True)):
        assert (f"{MAP}cas/?" in signed_in(user).get(MAP).text) is opens


def test_the_rows_of_the_office_are_seen_by_nobody_else(sonia, lou):
    submitted(1, sonia)
    snapshots.take()
    models = (ProcessSnapshot, DrawnMap, MachineCases, PointReading)

    seen = {model: model.objects.visible_to(lou).count() for model in models}
    assert seen == {ProcessSnapshot: 1, DrawnMap: 5, MachineCases: 0, PointReading: 0}
    assert {one.facet for one in DrawnMap.objects.visible_to(lou)} == {"shared"}


def test_a_map_reads_the_cells_that_the_morning_drew_once(sonia, lou, signed_in):
    submitted(3, sonia)
    snapshots.take()
    for user in (sonia, lou):
        client = signed_in(user)
        client.get(MAP)
        with CaptureQueriesContext(connection) as asked:
            client.get(MAP)
        assert sum('"labelling_drawnmap"."content"' in one["sql"] for one in asked) == 1
        assert len(asked) <= 10


def test_what_is_hidden_is_said_so_in_the_file(sonia, lou, dossier):
    submitted(2, sonia)
    snapshots.take()
    rows = {
        one.name: one for one in listing.lines(lou, QueryDict("")) if one.part == listing.STATES
    }

    assert (rows["Recevable"].is_hidden, rows["Recevable"].cases) == (True, None)
