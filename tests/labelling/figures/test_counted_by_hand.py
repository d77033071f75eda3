"""Every figure of the dictionary against a year that was counted by hand."""

from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.models import (
    AgendaItem,
    Attendance,
    CommitteeSeat,
    CommitteeSession,
    InterestDeclaration,
)
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.framework.binding import current_framework
from labelling.path.audits.models import AuditFinding
from labelling.path.dossiers.models import TenantInvolvement
from portal.core import clock
from portal.figures import Period, all_figures, rounded
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.dossiers.factories import make_auditor, make_mission, make_residences, rate
from tests.labelling.labels.factories import make_decision, make_granted, make_label

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2025)
NOW = datetime(2026, 11, 24, 12)
MOST = 8  # queries of a figure at a past date, however many things there are


def on(month, day, year=2025):
    return clock.at(datetime(year, month, day, 12))


def step(thing, source, target, month, day):
    """A line of the journal, as the engine writes it that day."""
    with on(month, day):
        audit_log.write(thing, by=None, act="step", sentence="x", source=source, target=target)


def dossiers():
    """Three candidatures; two registered, of which one late; one granted, one refused, one adjourned."""
    with on(11, 20):
        label = make_granted(
            make_organism("Armoril", homes=4000),
            decided_on=date(2025, 11, 20),
            submitted_on=date(2025, 1, 10),
            registered_on=date(2025, 1, 20),
        )
    granted = label.dossier
    refused = make_dossier(
        state="refused", submitted_on=date(2025, 2, 3), registered_on=date(2025, 3, 20),
        decided_on=date(2025, 12, 1),
    )  # fmt: skip
    adjourned = make_dossier(state="adjourned", submitted_on=date(2025, 6, 2))
    make_decision(option="refuse", decided_on=date(2025, 12, 1), dossier=refused)
    make_decision(option="adjourn", decided_on=date(2025, 12, 2), dossier=adjourned)
    gone = make_dossier(state="discontinued", submitted_on=date(2024, 5, 6))
    step(gone, "submitted", "discontinued", 3, 3)
    silent = make_dossier(state="dismissed", submitted_on=date(2024, 5, 6))
    step(silent, "to_complete", "dismissed", 4, 4)
    step(granted, "scheduled", "granted", 11, 20)
    step(refused, "scheduled", "refused", 12, 1)
    step(adjourned, "scheduled", "adjourned", 12, 2)
    return granted, refused


def labels():
    """One of each end; what followed another the next day is no expiry."""
    suspended = make_label(state="suspended", start_on=date(2024, 2, 1))
    step(suspended, "active", "suspended", 5, 5)
    withdrawn = make_label(state="withdrawn", start_on=date(2023, 2, 1), ended_on=date(2025, 6, 6))
    make_decision(option="yes", kind="withdrawal", label=withdrawn, decided_on=date(2025, 6, 6))
    step(withdrawn, "active", "withdrawn", 6, 6)
    renounced = make_label(state="renounced", start_on=date(2023, 3, 1), ended_on=date(2025, 8, 1))
    step(renounced, "active", "renounced", 7, 1)
    expired = make_label(state="expired", start_on=date(2022, 5, 1))
    step(expired, "active", "expired", 5, 1)
    former = make_label(state="superseded", start_on=date(2022, 4, 1))
    step(former, "active", "superseded", 4, 1)
    renewed = make_label(former.organism, start_on=date(2025, 4, 1), cycle=2)
    step(renewed, "", "active", 4, 1)
    return renewed


def audits(granted, refused):
    """An HQS diagnosis and two audits, one of them late; four findings, one of which repeats."""
    hqs = make_mission(
        granted, "hqs", "closed", opened_on=date(2024, 9, 2), closed_on=date(2024, 9, 12)
    )
    kept = make_mission(
        granted, "implementation", "closed", opened_on=date(2025, 9, 1), closed_on=date(2025, 9, 10),
        validated_on=date(2025, 10, 1), tenants_met_on=date(2025, 9, 3),
    )  # fmt: skip
    step(kept, "contradictory", "final_report", 9, 30)
    late = make_mission(
        refused, "implementation", "closed", opened_on=date(2025, 6, 2), closed_on=date(2025, 6, 10),
        validated_on=date(2025, 8, 1),
    )  # fmt: skip
    step(late, "contradictory", "final_report", 7, 30)
    make_mission(
        make_dossier(state="audit"), "implementation", "cancelled", closed_on=date(2025, 6, 10)
    )
    one, other = current_framework().criteria[:2]
    minor = finding(kept, 1, "NCm", one)
    finding(kept, 2, "PF", other)
    finding(late, 1, "NCM", one)
    before = make_mission(
        make_dossier(granted.organism, dossier_type="renewal", state="audit", submitted_on=date(2020, 1, 1)),
        "verification", "closed", closed_on=date(2024, 3, 1), validated_on=date(2024, 4, 1),
    )  # fmt: skip
    finding(before, 1, "NCm", one)
    step(minor, "answered", "accepted", 10, 20)
    return hqs


def finding(mission, number, kind, criterion):
    return AuditFinding.objects.create(
        mission=mission, number=number, kind=kind, criterion=criterion, text="x", evidence="vu"
    )


def committee(granted):
    """Two sessions held, one consultation, one without quorum; three seats of four came; one recusal stands."""
    first, second, failed, written = (
        CommitteeSession.objects.create(
            reference=f"QH-S-2025-90{n}", held_on=held_on, starts_at=time(14), place="Paris",
            rules=granted_rules(), state=state, mode=mode,
        )
        for n, (held_on, state, mode) in enumerate((
            (date(2025, 3, 6), "archived", "in_session"), (date(2025, 9, 4), "closed", "in_session"),
            (date(2025, 5, 5), "reconvened", "in_session"), (date(2025, 8, 13), "closed", "written_consultation"),
        ))
    )  # fmt: skip
    step(failed, "open", "reconvened", 5, 5)
    seats = [CommitteeSeat.objects.create(code=code, label=code) for code in ("USH", "CDC")]
    for session, seat, full, substitute in (
        (first, seats[0], "present", "absent"),
        (first, seats[1], "absent", "present"),
        (second, seats[0], "present", "absent"),
        (second, seats[1], "absent", "absent"),
        (written, seats[0], "absent", "absent"),
    ):
        Attendance.objects.create(
            session=session, seat=seat, full_status=full, substitute_status=substitute
        )
    item = AgendaItem.objects.create(session=first, number=1, kind="label", dossier=granted)
    people = [make_auditor().user for _ in range(2)]
    InterestDeclaration.objects.create(item=item, user=people[0], has_interest=True)
    InterestDeclaration.objects.create(
        item=item, user=people[1], has_interest=True, lifted_by=people[0], lift_reason="erreur"
    )


def granted_rules():
    return CommitteeSession.objects.order_by("pk").first().rules


def stock_of_homes(granted, refused):
    """A residence that is a priority no more, one that still is; each of fifty homes."""
    by = make_auditor().user
    one, other = make_residences(granted.organism)
    with on(2, 3):
        rate(granted, one, by, "priority")
    with on(3, 3):
        rate(granted, other, by, "priority")
    with on(5, 14):
        rate(make_dossier(granted.organism, dossier_type="mention"), one, by)


def meetings(granted):
    """Two meetings, of seven and five people; the first proves one of the stages of the dossier."""
    by = make_auditor().user
    stage = next(s for s in granted.rules.stages_for("initial") if s.needs_tenants)
    for held_on, attendees in ((date(2025, 2, 1), 7), (date(2025, 3, 1), 5), (date(2024, 3, 1), 9)):
        TenantInvolvement.objects.create(
            dossier=granted, stage=stage.code, kind="hearing", body="CCL", held_on=held_on,
            attendees=attendees, added_by=by,
        )  # fmt: skip


def accreditations():
    """Two begin in the year; one of them is over before its end."""
    for start, end, state in (
        (date(2025, 1, 15), date(2028, 1, 14), "active"),
        (date(2025, 2, 1), date(2028, 1, 31), "renounced"),
        (date(2022, 7, 1), date(2025, 6, 30), "expired"),
    ):
        one = make_accreditation(make_auditor(), state=state)
        AuditorAccreditation.objects.filter(pk=one.pk).update(starts_on=start, ends_on=end)
        if state == "active":
            step(one, "committee_pending", "active", 1, 15)
        if state == "renounced":
            step(one, "active", "renounced", 9, 9)
        if state == "expired":
            step(one, "active", "expired", 7, 1)


EXPECTED = {
    "stock.candidates": 0,
    "stock.engaged": 1,  # adjourned
    "stock.engaged_named": 0,
    "stock.labelled": 2,
    "stock.listed": 2,
    "stock.suspended": 1,
    "stock.mention": 0,
    "stock.homes": 13_000,
    "stock.homes_listed": 13_000,
    "flows.applications": 3,
    "flows.registrations": 2,
    "flows.first_labels": 1,
    "flows.renewals": 1,
    "flows.refusals": 1,
    "flows.adjournments": 1,
    "flows.suspensions": 1,
    "flows.withdrawals": 1,
    "flows.renunciations": 1,
    "flows.expiries": 1,
    "flows.renewed": 50,  # one superseded, one that nothing followed
    "flows.discontinued": 1,
    "flows.dismissed": 1,
    "delays.registration": 27.5,  # 10 and 45 days
    "delays.registration_p90": 45,
    "delays.registration_on_time": 50,
    "delays.hqs_to_audit": 354,
    "delays.hqs_to_audit_on_time": 100,
    "delays.report_to_committee": 86,  # 50 and 122 days
    "delays.label": 314,
    "audits.led": 2,
    "audits.led_hqs": 0,
    "audits.led_implementation": 2,
    "audits.led_verification": 0,
    "audits.report": 35,  # 20 and 50 days
    "audits.report_on_time": 50,
    "audits.findings": 3,
    "audits.nc": 2,
    "audits.nc_treatment": 20,
    "audits.nc_treatment_on_time": 100,
    "audits.nc_repeated": 50,
    "audits.findings_back": 1,
    "tenants.meetings": 2,
    "tenants.attendees": 12,
    "situations.homes": 100,
    "situations.open": 1,
    "situations.resolved": 1,
    "situations.duration": 100,
    "committee.sessions": 3,
    "committee.without_quorum": 1,
    "committee.attendance": 75,
    "committee.recusals": 1,
    "accreditations.active": 1,
    "accreditations.new": 2,
    "accreditations.renewed": 0,
    "accreditations.expired": 1,
}


def test_a_year_counted_by_hand_is_what_the_dictionary_tells():
    law()


@pytest.mark.postgres
def test_a_year_counted_by_hand_is_the_same_on_the_database_of_production():
    law()


def law():
    granted, refused = dossiers()
    labels()
    audits(granted, refused)
    committee(granted)
    stock_of_homes(granted, refused)
    meetings(granted)
    accreditations()

    with clock.at(NOW):
        told = {one.code: rounded(one.value(YEAR)) for one in all_figures() if one.code in EXPECTED}
        without_day = [
            one.code
            for one in all_figures()
            if not one.is_stock and not all(case.day for case in one.cases(YEAR))
        ]
        costs = {one.code: cost(one) for one in all_figures()}
    assert told == EXPECTED
    assert without_day == []  # ten years are read at once: a case counts in the year of its day
    assert {code: queries for code, queries in costs.items() if queries > MOST} == {}


def cost(one):
    """Queries of a figure at a past date."""
    with CaptureQueriesContext(connection) as asked:
        one.value(YEAR)
    return len(asked)
