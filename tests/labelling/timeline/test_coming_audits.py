"""Audits to come on a timeline: their windows, by the rules or by the day that is agreed."""

from datetime import date

import pytest

from tests.factories import make_dossier
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission
from tests.labelling.timeline.factories import dates, end_of, line, plain

pytestmark = pytest.mark.django_db


def test_br17_the_closing_of_the_diagnosis_dates_the_audit_that_follows(organism, sonia):
    dossier = make_dossier(organism, state="preparation")
    make_mission(
        dossier, "hqs", state="closed", declared_at="2026-05-01T10:00Z", closed_on=date(2026, 4, 30),
        auditor=_auditor(),
    )  # fmt: skip

    found = dates(organism, sonia)

    assert found["audit"] == (date(2027, 2, 28), date(2027, 6, 30))
    assert found["rapport"][1] == date(2027, 3, 30)


def _auditor():
    return make_accreditation(state="active").auditor


def test_a_planned_audit_is_a_fixed_date_and_a_lone_step_after_its_window_is_late(organism, sonia):
    end_of(organism, date(2027, 12, 31))
    dossier = make_dossier(organism, dossier_type="renewal", state="preparation")
    make_mission(
        dossier, "verification", state="planned", auditor=_auditor(),
        starts_on=date(2027, 10, 4), ends_on=date(2027, 10, 6),
    )  # fmt: skip

    audit = line(organism, sonia, "audit")

    assert (audit.first, audit.last, audit.sureness) == (
        date(2027, 10, 4),
        date(2027, 10, 6),
        "fixed",
    )
    assert plain(audit.trouble.sentence) == (
        "L’audit devait commencer avant le 30 septembre 2027 : il y faut une dérogation."
    )


def test_an_auditor_is_told_the_window_whoever_led_the_diagnosis(organism):
    dossier = make_dossier(organism, state="preparation")
    make_mission(
        dossier, "hqs", state="closed", declared_at="2026-05-01T10:00Z", closed_on=date(2026, 4, 30),
        auditor=_auditor(), finished_on=date(2026, 6, 1),
    )  # fmt: skip
    ali = _auditor()
    make_mission(dossier, "implementation", state="accepted", auditor=ali)

    assert dates(organism, ali.user)["audit"] == (date(2027, 2, 28), date(2027, 6, 30))


def test_a_window_whose_anchor_nobody_knows_says_so(organism, sonia):
    make_dossier(organism, state="preparation")

    audit = line(organism, sonia, "audit")

    assert (
        audit.is_dated,
        audit.note.endswith("la date dont dépend sa fenêtre n’est pas connue"),
    ) == (
        False,
        True,
    )


def test_an_audit_under_way_is_told_as_planned(organism, sonia):
    end_of(organism, date(2027, 3, 31))
    dossier = make_dossier(organism, dossier_type="renewal", state="audit")
    make_mission(
        dossier, "verification", state="in_progress", auditor=_auditor(), declared_at="2026-11-01T10:00Z",
        starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 26),
    )  # fmt: skip

    audit = line(organism, sonia, "audit")

    assert (audit.first, audit.trouble, audit.is_overdue) == (date(2026, 11, 23), None, False)
    assert dates(organism, sonia)["rapport"][1] == date(2026, 12, 28)
