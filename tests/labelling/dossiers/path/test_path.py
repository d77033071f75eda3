"""Dossier from registration to the committee: diagnosis, preparation, audit, findings."""

from datetime import date
from html import unescape

import pytest

from labelling.path.dossiers import scenario
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_dossier, noon
from tests.labelling.dossiers.factories import (
    MEETINGS,
    codes,
    decide,
    fresh,
    make_mission,
    refused_step,
    registered,
)

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 4, 24)


@pytest.mark.parametrize("state", ["to_assign", "proposed", "declined", "cancelled"])
def test_the_diagnosis_needs_a_mission_that_an_auditor_accepted(organism, alice, sonia, state):
    dossier = registered(organism, alice, sonia)
    make_mission(dossier, "hqs", state)
    assert refused_step(dossier, "start_diagnosis", sonia) == ["no_hqs_mission"]

    dossier.missions.update(state="accepted", due_on=CLOSED)
    dossier = DOSSIER.fire(dossier, "start_diagnosis", by=sonia)

    assert (dossier.state, dossier.due_on) == ("diagnosis", CLOSED)


def test_preparation_does_not_skip_the_diagnosis(organism, alice, sonia):
    dossier = registered(organism, alice, sonia)
    make_mission(dossier, "hqs", "validated", closed_on=clock.today())

    assert "no_diagnosis" in refused_step(dossier, "start_preparation", sonia)


def test_a_dossier_without_diagnosis_goes_straight_to_preparation(organism, alice, sonia):
    dossier = make_dossier(organism, dossier_type="renewal", state="registered")
    scenario.add_required(alice, dossier)
    scenario.add_tenants(alice, dossier, stage="candidature")
    assert refused_step(dossier, "start_diagnosis", sonia) == ["no_hqs_stage"]

    dossier = DOSSIER.fire(dossier, "start_preparation", by=sonia)

    assert (dossier.state, dossier.prepared_on) == ("preparation", clock.today())
    assert dossier.due_on == dossier.rules.due("D05", clock.today())


def diagnosed(organism, signatory, closed_on=CLOSED):
    dossier = make_dossier(organism, state="diagnosis")
    make_mission(dossier, "hqs", "validated", closed_on=closed_on)
    scenario.add_required(signatory, dossier)
    for stage, kind in MEETINGS[:2]:
        scenario.add_tenants(signatory, dossier, stage=stage, kind=kind)
    return fresh(dossier)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 4, 23), []),
        (date(2027, 4, 24), ["hqs_too_old"]),
        (date(2027, 4, 25), ["hqs_too_old"]),
    ],
)
def test_br20_the_hqs_report_serves_twelve_months(organism, alice, sonia, today, expected):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)

    with noon(today):
        assert codes(dossier, "start_preparation") == expected


def test_preparation_needs_a_validated_report_and_its_restitution(organism, alice, sonia):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)
        dossier.missions.update(state="final_report")
        dossier.tenant_involvements.update(kind="information")

        assert codes(dossier, "start_preparation") == ["hqs_not_validated", "no_restitution"]


def test_br14_a_restitution_of_another_stage_does_not_count(organism, alice):
    with noon(CLOSED):
        dossier = diagnosed(organism, alice)
        dossier.tenant_involvements.update(stage="candidature")

        assert codes(dossier, "start_preparation") == ["no_restitution"]


def test_the_window_of_a_maintenance_runs_before_the_end_of_the_label(organism, alice, sonia):
    first = make_dossier(organism, state="granted")
    label = {
        "reference": "QH-L-2024-0001",
        "perimeter": "Tout",
        "start_on": date(2024, 6, 15),
        "end_on": date(2027, 6, 14),
    }
    Label.objects.create(
        organism=organism,
        dossier=first,
        decision=decide(first, "grant", sonia),
        state="active",
        **label,
    )
    dossier = make_dossier(organism, dossier_type="verification", state="preparation")

    def found(day):
        with noon(day):
            return {"too_early", "too_late"} & set(codes(dossier, "start_audit"))

    days = [date(2026, 12, 13), date(2026, 12, 14), date(2027, 3, 14), date(2027, 3, 15)]
    assert [found(day) for day in days] == [{"too_early"}, set(), set(), {"too_late"}]


def test_a_dossier_that_is_admissible_is_late_when_its_first_stage_is_not_opened(
    organism, alice, sonia
):
    """D01r: counted from the registration, by the rules that bind it from then on."""
    dossier = registered(organism, alice, sonia)

    assert dossier.due_on == dossier.rules.due("D01r", clock.today())


def test_a_state_without_a_date_says_why_in_the_list_and_on_the_page(alice, organism, signed_in):
    dossier = make_dossier(organism, state="draft")
    why = "sans date\u00a0: l’organisme prépare à son rythme"

    def read(address):
        return unescape(signed_in(alice).get(address).content.decode())

    assert why in read("/espace/dossiers/")
    assert f"· {why}" in read(dossier.get_absolute_url())
    assert why.capitalize() in read("/espace/?tout=1")
