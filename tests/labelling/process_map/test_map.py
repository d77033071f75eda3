"""The map of dossiers: states, passages, paths, rework and waits, counted by hand; its filters; its cases."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from labelling.models import AuditFinding, LabelDossier, MachineCases, ProcessSnapshot
from labelling.steering.process_map import listing, snapshots
from labelling.steering.process_map.cases import audit_log
from labelling.steering.process_map.cases.registry import DOSSIERS
from labelling.steering.process_map.models import SHARED, DrawnMap
from labelling.steering.process_map.reading import Asked
from portal.core import clock
from portal.models import Role
from portal.workflow.audit_log import Entry
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.audits.factories import make_mission
from tests.labelling.process_map import logs

pytestmark = pytest.mark.django_db
MAP, CASES = "/espace/pilotage/cartographie/", "/espace/pilotage/cartographie/cas/"


def told(user, query=""):
    return Asked(user, QueryDict(query)).map


def lines(user, part, query=""):
    return [one for one in listing.lines(user, QueryDict(query)) if one.part == part]


def test_states_and_passages_are_counted_with_their_days(dossier, sonia):
    snapshots.take()

    arcs = [
        (one["act"], one["volume"], one["median"], one["is_rework"]) for one in told(sonia)["arcs"]
    ]
    assert arcs == [
        ("submit", 1, 10, False),
        ("request_complement", 1, 10, True),
        ("resubmit", 1, 30, False),
        ("register", 1, 10, False),
    ]
    nodes = {
        one["state"]: (one["cases"], one["now"], one["median"]) for one in told(sonia)["nodes"]
    }
    assert nodes == {
        "draft": (1, 0, 10),
        "submitted": (1, 0, 10),
        "to_complete": (1, 0, 30),
        "registered": (1, 1, None),
    }


def test_median_and_ninth_decile_are_those_of_the_figures(sonia):
    for days in (10, 20, 30, 40):
        made = logs.open_on(make_dossier(state="submitted"), date(2026, 1, 1))
        day = date(2026, 1, 1) + timedelta(days=days)
        logs.write(made, sonia, (day, "submit", "draft", "submitted"))
    snapshots.take()

    (arc,) = told(sonia)["arcs"]
    assert (arc["volume"], arc["median"], arc["p90"]) == (4, 25, 40)


def test_paths_and_rework_are_told_apart(dossier, sonia):
    plain = logs.open_on(make_dossier(state="submitted"), date(2026, 2, 1))
    logs.write(plain, sonia, (date(2026, 2, 4), "submit", "draft", "submitted"))
    snapshots.take()

    assert [(one.name, one.cases) for one in lines(sonia, listing.PATHS)] == [
        ("Brouillon → Déposé", 1),
        ("Brouillon → Déposé → À compléter → Déposé → Recevable", 1),
    ]
    assert [(one.name, one.volume, one.cases) for one in lines(sonia, listing.REWORK)] == [
        ("Demander un complément", 1, 1)
    ]


def test_waits_of_all_dossiers_are_the_sum_of_their_time(dossier, sonia):
    snapshots.take()

    waits = told(sonia)["waits"]
    assert sum(one["days"] for one in waits) == (clock.today() - date(2026, 1, 1)).days
    assert waits[0] == {"cause": "somebody", "holder": "l’organisme", "days": 307}


@pytest.mark.parametrize(
    "query", ["famille=ESH", "region=11", "taille=3 000 à 8 000", "annee=2025"]
)
def test_a_filter_keeps_its_cases_alone(query, dossier, sonia):
    organism = make_organism(family="ESH", region="11", homes=4_000)
    logs.open_on(make_dossier(organism), date(2025, 5, 5))
    snapshots.take()

    assert [one["state"] for one in told(sonia, query)["nodes"]] == ["draft"]
    assert told(sonia)["cases"] == 2


def test_several_filters_are_counted_again_and_agree_with_one(dossier, sonia):
    logs.open_on(make_dossier(make_organism(family="ESH", region="11")), date(2026, 5, 5))
    snapshots.take()

    both, one = told(sonia, "famille=OPH&region=84"), told(sonia, "famille=OPH")
    assert both == {name: value for name, value in one.items() if name != "offered"}
    assert told(sonia, "famille=ESH&region=84")["cases"] == 0


def test_a_snapshot_is_the_same_at_once_and_by_parts(dossier, sonia):
    rows = list(audit_log.lines_of({DOSSIERS.kind: [dossier.pk]}))
    whole, parts = audit_log.Log().add(rows), audit_log.Log()
    for row in rows:
        parts.add([row])

    found = [
        snapshots.digest_of(snapshots.mined(one, clock.today()))
        for one in (whole, parts, audit_log.read())
    ]
    assert len(set(found)) == 1
    assert [snapshots.take().digest for _ in range(2)] == [found[0]] * 2


def test_without_the_maps_of_parts_a_snapshot_counts_the_same(dossier, sonia):
    whole, drawn = snapshots.take(), set(DrawnMap.objects.values_list("machine", "facet", "value"))
    less = snapshots.take(is_divided=False)
    left = set(DrawnMap.objects.values_list("machine", "facet", "value"))

    assert (less.digest, less.totals) == (whole.digest, whole.totals)
    assert left == {one for one in drawn if one[1] in ("", SHARED)} != drawn


def test_one_snapshot_a_day_and_the_cases_of_the_latest_alone(dossier, sonia):
    first = snapshots.take()
    with clock.at(logs.at(clock.today() + timedelta(days=1))):
        snapshots.take()

    assert ProcessSnapshot.objects.count() == 2
    assert not MachineCases.objects.filter(snapshot=first).exists()
    assert first.readings.exists()


def test_what_was_taken_over_is_left_out_and_counted(dossier, sonia):
    LabelDossier.objects.filter(pk=dossier.pk).update(
        taken_over_on=clock.today(), taken_facts={"since": "2025-T2"}
    )

    assert snapshots.take().totals["dossiers"] == [0, 1]


def test_br_98_findings_of_fewer_than_three_organisms_are_hidden(sonia):
    found = []
    for number in range(3):
        mission = make_mission(make_dossier(state="audit"))
        found.append(
            AuditFinding.objects.create(
                mission=mission, number=1, kind="PP", text=f"Piste {number}", state="open",
                criterion=mission.dossier.framework.criteria[0],
            )
        )  # fmt: skip
        snapshots.take()
    shown = told(sonia, "machine=constats")["nodes"][0]
    found[0].delete()
    snapshots.take()
    hidden = told(sonia, "machine=constats")["nodes"][0]

    assert (shown["is_hidden"], shown["cases"]) == (False, 3)
    assert (hidden["is_hidden"], hidden["cases"], hidden["now"]) == (True, None, None)
    assert [one.part for one in listing.lines(sonia, QueryDict("machine=constats"))] == [
        listing.STATES
    ]
    assert listing.stays(sonia, QueryDict("machine=constats&etat=open")) == []


def test_a_state_and_a_passage_lead_to_their_cases(signed_in, dossier, sonia):
    snapshots.take()
    client = signed_in(sonia)

    page = client.get(MAP)
    passage = f"{CASES}?de=submitted&amp;vers=to_complete&amp;acte=request_complement"
    assert passage in page.content.decode()
    for query in ("etat=to_complete", "de=submitted&vers=to_complete", "repris=request_complement"):
        assert dossier.reference in client.get(f"{CASES}?{query}").content.decode()
    assert dossier.reference not in client.get(f"{CASES}?etat=granted").content.decode()


def test_a_map_that_shows_no_state_is_a_page(signed_in, dossier, sonia):
    """None is left by a filter; of one organism alone, none is told to who reads sums (BR-98)."""
    charles = make_user("Charles", "Rey", roles=[Role.COMEX])
    logs.open_on(make_dossier(make_organism(family="ESH", region="11")), date(2026, 5, 5))
    snapshots.take()

    filtered = signed_in(sonia).get(f"{MAP}?famille=ESH&region=84")
    assert "Aucun cas avec ces filtres" in filtered.content.decode()
    assert "moins de trois organismes" in signed_in(charles).get(MAP).content.decode()


def test_before_the_first_morning_the_page_says_so(signed_in, sonia):
    client = signed_in(sonia)

    assert "Aucun relevé à ce jour" in client.get(MAP).content.decode()
    assert client.get(CASES).status_code == 404


@pytest.mark.parametrize("address", [MAP, f"{CASES}?etat=draft", f"{MAP}?famille=OPH&region=84"])
def test_one_case_and_many_cost_the_same_queries(address, signed_in, sonia):
    client = signed_in(sonia)
    counts = []
    for many in (1, 30):
        for _ in range(many):
            logs.open_on(make_dossier(), date(2026, 5, 5))
        snapshots.take()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_line_of_nobody_is_no_act(dossier):
    acts = audit_log.read().acts[DOSSIERS.kind][dossier.pk]

    assert len(acts) == Entry.objects.filter(actor__isnull=False).count() == 4
