"""Points of the map: read by stated rules, raised, answered by the office, ended by the figures."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from labelling.models import AlertPoint, AuditMission, CommitteeSession, LabelDossier, PointReading
from labelling.steering.process_map import snapshots
from labelling.steering.process_map.cases import audit_log
from labelling.steering.process_map.cases.conformance import Deviation, deviations
from labelling.steering.process_map.cases.mining import traces
from labelling.steering.process_map.cases.registry import DOSSIERS
from labelling.steering.process_map.points import actions, indicators, worklist
from labelling.steering.process_map.points import rules as point_rules
from portal.core import clock
from portal.models import Role
from portal.workflow import Forbidden
from tests.factories import make_dossier, make_user
from tests.labelling.audits.factories import make_mission
from tests.labelling.process_map import logs

pytestmark = pytest.mark.django_db
PLAN = "Relancer chaque auditeur dix jours avant la date de son rapport."
REASON = "Deux auditeurs étaient malades, leurs rapports sont partis depuis."


def report(closed_on, sent_on, by):
    """A mission whose closing meeting was held, whose report left on that day."""
    made = make_mission(make_dossier(state="audit"))
    AuditMission.objects.filter(pk=made.pk).update(closed_on=closed_on)
    if sent_on:
        logs.write(made, by, (sent_on, "open_contradictory", "draft_report", "contradictory"))
    return made


@pytest.fixture
def late(sonia):
    """Three reports: one in time, one sent too late, one that is still awaited."""
    day = date(2026, 10, 1)  # D07b: fifteen working days later, 22 October
    report(day, date(2026, 10, 22), sonia)
    return [report(day, date(2026, 10, 23), sonia), report(day, None, sonia)]


def reading(code):
    return PointReading.objects.get(code=code, snapshot__taken_on=clock.today())


def test_reports_late_are_those_sent_or_awaited_beyond_d07b(late):
    snapshots.take()

    told = reading("late_reports")
    assert (round(told.value), told.population, told.is_reached) == (67, 3, True)
    assert told.cases == sorted(one.pk for one in late)
    assert told.rules == "POINTS-DEMO-2026.1"
    assert reading("reports_on_time").is_reached is False


def test_too_few_cases_reach_no_threshold(sonia):
    report(date(2026, 10, 1), date(2026, 11, 20), sonia)
    snapshots.take()

    assert (reading("late_reports").value, reading("late_reports").is_reached) == (100, False)
    assert not AlertPoint.objects.exists()


def test_complements_asked_twice_are_repeated(dossier, sonia):
    logs.write(
        dossier, sonia,
        (date(2026, 3, 3), "request_complement", "submitted", "to_complete"),
    )  # fmt: skip
    found = indicators.INDICATORS["complements_repeated"].read(audit_log.read(), 24, clock.today())

    assert (found.value, found.cases) == (100, (dossier.pk,))


def test_a_session_without_quorum_is_told_of_those_that_opened(sonia):
    from tests.labelling.committee.factories import make_session  # noqa: PLC0415 -- of this test alone

    first, second = make_session(sonia), make_session(sonia, days=9)
    for one in (first, second):
        logs.write(one, sonia, (date(2026, 9, 1), "open", "pack_sent", "open"))
    logs.write(second, sonia, (date(2026, 9, 1), "reconvene", "open", "reconvened"))
    found = indicators.INDICATORS["sessions_without_quorum"].read(
        audit_log.read(), 24, clock.today()
    )

    assert CommitteeSession.objects.count() == found.population == 2
    assert (found.value, found.cases) == (50, (second.pk,))


def test_dossiers_over_plan_are_those_whose_date_has_passed(sonia):
    for number in range(4):
        made = make_dossier(state="review")
        LabelDossier.objects.filter(pk=made.pk).update(due_on=date(2026, 11, 23 + number))
    found = indicators.INDICATORS["dossiers_over_plan"].read(audit_log.read(), 0, clock.today())

    assert (found.value, found.population) == (25, 4)


def test_admissibility_counts_d01_from_each_submission(dossier, sonia):
    found = indicators.INDICATORS["admissibility_late"].read(audit_log.read(), 12, clock.today())
    assert (found.value, found.population) == (0, 1)

    slow = logs.open_on(make_dossier(state="registered"), date(2026, 6, 1))
    LabelDossier.objects.filter(pk=slow.pk).update(submitted_on=date(2026, 6, 1))
    logs.write(
        slow, sonia,
        (date(2026, 6, 1), "submit", "draft", "submitted"),
        (date(2026, 7, 1), "register", "submitted", "registered"),
    )  # fmt: skip
    found = indicators.INDICATORS["admissibility_late"].read(audit_log.read(), 12, clock.today())
    assert (found.value, found.cases) == (50, (slow.pk,))


@pytest.mark.parametrize(("value", "kind", "reached"), [
    (15, "alert", True), (14.9, "alert", False), (10, "strong", True), (10.1, "strong", False), (None, "alert", False),
])  # fmt: skip
def test_thresholds_are_reached_at_their_very_value(value, kind, reached):
    code = "late_reports" if kind == "alert" else "reports_on_time"

    assert point_rules.rule_of(code).is_reached(value, 10) is reached


def test_every_rule_reads_an_indicator_and_every_indicator_has_a_rule():
    rules = point_rules.rules()

    assert {one.indicator for one in rules} == set(indicators.INDICATORS)
    assert len({one.code for one in rules}) == len(rules)
    assert point_rules.in_force(date(2015, 12, 31)) is None


def test_an_alert_is_raised_once_taken_up_and_ended_by_its_figures(late, sonia, paul):
    snapshots.take()
    snapshots.take()
    alert = AlertPoint.objects.get()
    alert = alert.workflow.fire(
        alert, "take_up", by=sonia, charge=paul, until=date(2026, 12, 15), plan=PLAN
    )
    assert (alert.state, alert.charge, alert.due_on) == ("taken", paul, date(2026, 12, 15))

    with clock.at(
        datetime(2027, 10, 25, 6)
    ):  # a year later: the two that were sent are no more of the period
        AuditMission.objects.filter(pk=late[1].pk).update(closed_on=None)
        for _ in range(3):
            report(date(2027, 9, 1), date(2027, 9, 10), sonia)
        snapshots.take()
    alert.refresh_from_db()
    assert (alert.state, alert.ended_on) == ("settled", date(2027, 10, 25))


def test_an_alert_that_is_closed_is_not_raised_again_while_its_figures_go_on(late, sonia):
    snapshots.take()
    alert = AlertPoint.objects.get()
    alert.workflow.fire(alert, "close", by=sonia, reason=REASON)
    with clock.at(datetime(2026, 11, 25, 6)):
        snapshots.take()

    assert [one.state for one in AlertPoint.objects.all()] == ["closed"]


def test_too_few_cases_end_no_alert(late, sonia):
    snapshots.take()
    AuditMission.objects.filter(pk=late[0].pk).update(closed_on=None)
    snapshots.take()

    assert AlertPoint.objects.get().state == "raised"


def test_one_alert_of_a_rule_runs_at_a_time():
    actions.raise_alert("late_reports", clock.today())

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.raise_alert("late_reports", clock.today())


def test_the_office_answers_and_nobody_else(late):
    snapshots.take()
    alert = AlertPoint.objects.get()
    secretary = make_user(roles=[Role.SECRETARY])

    with pytest.raises(Forbidden):
        alert.workflow.fire(alert, "close", by=secretary, reason=REASON)


def test_the_home_tells_what_is_to_take_up_then_what_has_passed(late, sonia, paul):
    snapshots.take()
    alert = AlertPoint.objects.get()
    assert [one.title for one in worklist.to_take(sonia)] == [
        "Prendre en charge le point d’alerte «\u00a0Rapports en retard\u00a0»"
    ]
    alert.workflow.fire(
        alert, "take_up", by=sonia, charge=paul, until=date(2026, 11, 25), plan=PLAN
    )

    assert (worklist.to_take(sonia), worklist.passed(paul)) == ([], [])
    with clock.at(datetime(2026, 11, 25, 12)):
        assert [(one.list, one.hand) for one in worklist.passed(paul)] == [("do", "vous")]
        assert [(one.list, one.hand) for one in worklist.passed(sonia)] == [("wait", "Paul Rey")]


def test_the_pages_tell_the_rule_its_cases_and_its_history(late, signed_in, sonia):
    client = signed_in(sonia)
    snapshots.take()
    alert = AlertPoint.objects.get()

    listed = client.get("/espace/pilotage/points/").content.decode()
    page = client.get(alert.get_absolute_url()).content.decode()
    assert "Rapports en retard" in listed
    assert [one.reference in page for one in late] == [True, True]
    assert "67\u00a0%" in page
    answer = client.post(
        f"{alert.get_absolute_url()}prendre-en-charge/",
        {"charge": sonia.pk, "until": "2026-12-15", "plan": PLAN, "version": alert.version},
    )
    assert answer.status_code == 302
    assert PLAN in client.get(alert.get_absolute_url()).content.decode()


def test_a_day_that_has_passed_is_refused_and_the_plan_kept(late, signed_in, sonia):
    client = signed_in(sonia)
    snapshots.take()
    address = f"{AlertPoint.objects.get().get_absolute_url()}prendre-en-charge/"

    answer = client.post(address, {"charge": sonia.pk, "until": "2026-11-24", "plan": PLAN})
    assert answer.status_code == 422
    assert "Choisissez une date à venir." in answer.content.decode()
    assert PLAN in answer.content.decode()


def test_deviations_name_the_stage_that_was_gone_back_to_and_its_derogation(sonia):
    made = logs.open_on(make_dossier(state="audit"), date(2026, 1, 1))
    logs.write(
        made, sonia,
        (date(2026, 1, 2), "submit", "draft", "submitted"),
        (date(2026, 1, 3), "start_preparation", "submitted", "preparation"),
        (date(2026, 1, 4), "register", "preparation", "submitted"),
        (date(2026, 1, 5), "start_preparation", "submitted", "preparation"),
        (date(2026, 9, 1), "start_audit", "preparation", "audit"),
    )  # fmt: skip
    made.waivers.create(rule="BR-17", reason="Une inondation.", granted_by=sonia)
    found, _ = traces(DOSSIERS, audit_log.read())
    told = deviations(found, {made.pk: "initial"}, {made.pk: (date(2026, 3, 1), date(2026, 8, 1))})

    assert told == [
        Deviation(made.pk, "skipped", "Diagnostic HQS"),
        Deviation(made.pk, "back", "Recevabilité"),
        Deviation(made.pk, "late", "Audit de mise en œuvre", "Une inondation."),
    ]
    early = deviations(
        found, {made.pk: "initial"}, {made.pk: (clock.today(), clock.today() + timedelta(9))}
    )
    assert early[-1].code == "early"
