"""Rules of audits: eligibility (BR-26 to BR-28), frozen data (BR-31), retention (BR-34 to BR-39)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from labelling.parties.accreditation.models import Tie
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.audits import actions, eligibility
from labelling.path.audits.models import AuditMission, Snapshot
from labelling.path.audits.workflow import FINDING, MISSION
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.models import Role
from portal.scenario.files import document
from portal.workflow import Forbidden, Refused
from tests import factories
from tests.factories import noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import ANSWER, make_mission, past_mission
from tests.labelling.framework.factories import draft_of

pytestmark = pytest.mark.django_db


def test_br26_an_accreditation_that_ends_during_the_mission_refuses_it(story):
    held = story.auditor.accreditations.get()
    last = held.ends_on

    assert eligibility.problem(story.mission, story.auditor, last - timedelta(days=2), last) == ""
    assert "pas en vigueur" in eligibility.problem(
        story.mission, story.auditor, last, last + timedelta(days=1)
    )


@pytest.mark.parametrize("state", ["suspended", "expired", "submitted"])
def test_an_accreditation_not_in_force_refuses_the_mission(story, state):
    """BR-26, BR-44."""
    other = make_accreditation(state=state).auditor

    assert "pas en vigueur" in eligibility.problem(story.mission, other, story.today, story.today)


def test_an_accreditation_for_another_type_refuses_the_mission(story):
    other = make_accreditation(state="active", audit_types=["hqs"]).auditor

    assert "ce type" in eligibility.problem(story.mission, other, story.today, story.today)


@pytest.mark.parametrize(
    ("starts_on", "is_allowed"), [(date(2025, 2, 10), False), (date(2025, 4, 11), True)]
)
@pytest.mark.parametrize("is_of_firm", [False, True])
def test_br27_a_contract_closes_the_organism_for_36_months(
    story, starts_on, is_allowed, is_of_firm
):
    """The contract ended on 2022-03-10: 35 months ago blocked, 37 months allowed."""
    Tie.objects.create(
        auditor=story.auditor, organism=story.dossier.organism, kind="advised",
        started_on=date(2021, 1, 1), ended_on=date(2022, 3, 10), is_of_firm=is_of_firm,
    )  # fmt: skip
    said = eligibility.problem(story.mission, story.auditor, starts_on, starts_on)

    assert (said == "") is is_allowed


def test_br28_a_third_assessment_in_a_row_is_refused_and_another_auditor_between_allows_it(story):
    day = story.today
    past_mission(story.dossier, story.auditor, 800)
    assert eligibility.problem(story.mission, story.auditor, day, day) == ""

    past_mission(story.dossier, story.auditor, 400)
    assert "2 dernières" in eligibility.problem(story.mission, story.auditor, day, day)

    past_mission(story.dossier, make_accreditation(state="active").auditor, 200)
    assert eligibility.problem(story.mission, story.auditor, day, day) == ""


@pytest.mark.parametrize(
    ("since_another", "is_refused"), [([800, 600, 400], True), ([600, 400], True), ([400], False)]
)
def test_br28_however_many_audits_in_a_row_came_before_the_limit_is_met(
    story, since_another, is_refused
):
    """By the days since which each audit ended: the auditor led some since another one did, and one before."""
    past_mission(story.dossier, story.auditor, 1200)
    past_mission(story.dossier, make_accreditation(state="active").auditor, 1000)
    for days in since_another:
        past_mission(story.dossier, story.auditor, days)

    said = eligibility.problem(story.mission, story.auditor, story.today, story.today)
    assert said == (
        "il a déjà mené les 2 dernières évaluations de cet organisme." if is_refused else ""
    )


def test_br31_a_start_that_cannot_freeze_leaves_the_state(story):
    """Same transaction; the unique photograph « post » is already taken."""
    story.go("finalise")
    Snapshot.objects.create(mission=story.mission, moment="post", content={}, digest="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        story.fire("validate")
    mission = AuditMission.objects.get(pk=story.mission.pk)
    assert (mission.state, mission.validated_on) == ("final_report", None)


def test_br31_both_photographs_keep_both_sides(story):
    story.go("validate", finding="PS")
    moments = {s.moment: s.content for s in story.mission.snapshots.all()}

    assert set(moments) == {"pre", "post"}
    assert (moments["pre"]["auditor"], len(moments["pre"]["findings"])) == ({}, 0)
    assert set(moments["post"]["auditor"].values()) == {2}
    assert len(moments["post"]["findings"]) == 1


@pytest.mark.parametrize("kind", ["NCm", "NCM"])
def test_br34_a_non_conformity_needs_factual_evidence(story, kind):
    story.go("start")

    with pytest.raises(Refused) as refused:
        story.add_finding(kind, evidence=" ")
    assert refused.value.codes == ["no_evidence"]
    assert story.add_finding("PP", evidence="").number == 1


@pytest.mark.parametrize("who", ["the office", "another auditor"])
def test_br30_nobody_but_its_auditor_writes_ratings_and_findings(story, who):
    story.go("start")
    criterion = story.dossier.framework.criteria[0]
    other = make_accreditation(state="active").auditor.user
    by = story.office if who == "the office" else other

    with pytest.raises(Forbidden):
        actions.rate(story.mission, {criterion.code: (3, False, "")}, by=by)
    with pytest.raises(Forbidden):
        actions.add_finding(story.mission, by=by, kind="PP", criterion=criterion, text="x")
    assert (story.mission.ratings.count(), story.mission.findings.count()) == (0, 0)


def report(number=1):
    upload = document("Rapport", f"Version {number}")
    return upload if hasattr(upload, "name") else SimpleUploadedFile("rapport.pdf", upload)


def test_br37_the_report_is_replaced_until_day_15_and_locked_on_day_16(story):
    """Every version is kept."""
    story.go("finalise")
    actions.add_report(story.mission, report(1), by=story.ali)
    story.mission.refresh_from_db()
    story.fire("validate")
    day = story.mission.validated_on

    with noon(day + timedelta(days=15)):
        actions.add_report(story.mission, report(2), by=story.ali)
    with noon(day + timedelta(days=16)), pytest.raises(Refused) as refused:
        actions.add_report(story.mission, report(3), by=story.ali)
    assert refused.value.codes == ["locked"]
    assert [r.number for r in story.mission.reports.all()] == [2, 1]


def test_br38_the_auditor_reads_the_mission_for_15_days_after_its_closing(story, signed_in):
    """404 afterwards, for the mission, its dossier and its list."""
    story.go("close")
    url, day = story.mission.get_absolute_url(), story.mission.finished_on

    with noon(day + timedelta(days=15)):
        assert signed_in(story.ali).get(url).status_code == 200
        assert access.sees(story.ali, story.dossier)
    with noon(day + timedelta(days=16)):
        assert signed_in(story.ali).get(url).status_code == 404
        assert not access.sees(story.ali, story.dossier)


def test_br38_the_days_of_the_auditor_are_those_of_the_dossier_s_rules(story):
    story.go("validate")
    rules = draft_of(LabelRulesVersion, auditor_access_days=3)
    LabelDossier.objects.filter(pk=story.dossier.pk).update(rules=rules)
    story.fire("close")
    day = story.mission.finished_on

    with noon(day + timedelta(days=3)):
        assert access.sees(story.ali, story.mission)
    with noon(day + timedelta(days=4)):
        assert not access.sees(story.ali, story.mission)


def test_an_auditor_sees_the_dossier_once_the_mission_is_accepted(story):
    story.go("propose")
    assert not access.sees(story.ali, story.dossier)

    story.fire("accept")
    assert access.sees(story.ali, story.dossier)
    assert access.sees(story.ali, story.mission)


def test_br39_the_file_of_a_report_waits_until_it_is_sent_to_the_organism(story):
    story.go("send_draft")
    actions.add_report(story.mission, report(), by=story.ali)
    stored = story.mission.reports.get().file
    readers = (story.member, story.ali, story.office)

    assert [access.sees(who, stored) for who in readers] == [False, True, True]
    story.mission.refresh_from_db()
    story.fire("open_contradictory")
    assert [access.sees(who, stored) for who in readers] == [True, True, True]


@pytest.mark.parametrize("role", [Role.DIRCOM, Role.DPO, Role.TECH])
def test_br39_a_report_is_never_seen_by_other_desks(story, bob, role):
    story.go("open_contradictory")
    actions.add_report(story.mission, report(), by=story.ali)
    stored = story.mission.reports.get().file
    desk = factories.make_user(roles=[role])

    assert [access.sees(who, stored) for who in (desk, bob)] == [False, False]
    assert [access.sees(who, stored) for who in (story.member, story.ali, story.office)] == [
        True
    ] * 3


def test_a_finding_is_answered_refused_then_accepted_by_its_auditor(story, bob):
    """BR-35, BR-36."""
    story.go("validate", finding="NCM")
    finding = story.mission.findings.get()
    answer = ANSWER | {"planned_on": story.today}

    with pytest.raises(Forbidden):
        FINDING.fire(finding, "answer", by=bob, **answer)
    with pytest.raises(Refused):
        FINDING.fire(finding, "close", by=story.office)
    with pytest.raises(Refused) as refused:
        FINDING.fire(finding, "answer", by=story.member, **answer)
    assert refused.value.codes == ["no_proof"]
    FINDING.fire(finding, "answer", by=story.member, proof=report(), **answer)
    finding.refresh_from_db()
    first = finding.proof
    with pytest.raises(Forbidden):
        FINDING.fire(finding, "accept", by=story.office)
    FINDING.fire(finding, "reject", by=story.ali, reason="La cause reste à chercher.")
    FINDING.fire(finding, "answer", by=story.member, **answer)
    finding = FINDING.fire(finding, "accept", by=story.ali)

    assert (finding.state, finding.proof) == ("accepted", first)
    MISSION.run_timed()
    story.mission.refresh_from_db()
    assert story.mission.state == "closed"


def test_br39_a_finding_is_not_answered_before_the_report_is_sent(story):
    """A draft is not read by the organism."""
    story.go("send_draft", finding="NCm")

    with pytest.raises(Refused) as refused:
        FINDING.fire(
            story.mission.findings.get(),
            "answer",
            by=story.member,
            planned_on=story.today,
            **ANSWER,
        )
    assert refused.value.codes == ["not_sent"]


def test_the_dossier_of_another_organism_never_opens_to_the_auditor(story):
    other = factories.make_dossier(state="audit")
    make_mission(other)
    story.go("start")

    assert not access.sees(story.ali, other)
    assert list(LabelDossier.objects.visible_to(story.ali)) == [story.dossier]
