"""State machine of a mission: each step by its person, refused to others, with its guards."""

from datetime import datetime, time, timedelta

import pytest

from labelling.path.audits import actions, guards
from labelling.path.audits.workflow import MISSION
from labelling.path.dossiers.models import LabelDossier
from portal.access.roles import give_role
from portal.core import clock
from portal.models import Role
from portal.notifications.models import Message
from portal.workflow import Forbidden, Refused, Stale
from tests import factories
from tests.labelling.audits.factories import ORDER, make_mission, past_mission

pytestmark = pytest.mark.django_db
DECLARED = {"is_impartial": "on", "keeps_confidential": "on"}
TARGETS = {
    "propose": "proposed", "accept": "accepted", "plan": "planned", "approve_plan": "planned",
    "start": "in_progress", "close_fieldwork": "fieldwork_closed", "send_draft": "draft_report",
    "open_contradictory": "contradictory", "finalise": "final_report", "validate": "validated",
    "close": "closed",
}  # fmt: skip


def test_each_step_leads_to_its_state_and_no_stranger_takes_it(story, bob):
    states = {}
    for name in ORDER:
        with pytest.raises(Forbidden):
            MISSION.fire(story.mission, name, by=bob, **story.data(name))
        states[name] = story.step(name).state

    assert states == TARGETS


@pytest.mark.parametrize("name", ["start", "close_fieldwork", "send_draft", "finalise"])
def test_br30_only_the_assigned_auditor_acts_not_the_office(story, name):
    story.go(ORDER[ORDER.index(name) - 1])

    with pytest.raises(Forbidden):
        MISSION.fire(story.mission, name, by=story.office, **story.data(name))


def test_a_step_taken_from_a_wrong_state_is_refused(story):
    story.go("validate")
    codes = {}
    for name in ORDER[:-1]:
        with pytest.raises(Refused) as refused:
            MISSION.fire(story.mission, name, by=story.by(name), **story.data(name))
        codes[name] = refused.value.codes

    assert codes == {name: ["state"] for name in ORDER[:-1]}


def test_a_stale_version_writes_nothing(story):
    story.go("propose")

    with pytest.raises(Stale):
        MISSION.fire(story.mission, "accept", by=story.ali, expected_version=1)
    story.mission.refresh_from_db()
    assert story.mission.state == "proposed"


def test_the_referent_who_audited_does_not_validate(story):
    give_role(story.ali, Role.REFERENT)
    story.go("finalise")

    with pytest.raises(Forbidden):
        MISSION.fire(story.mission, "validate", by=story.ali)


@pytest.mark.parametrize(
    ("said", "status", "state"),
    [({}, 422, "proposed"), ({"is_impartial": "on"}, 422, "proposed"), (DECLARED, 302, "accepted")],
)
def test_br29_a_mission_is_accepted_by_declaring_impartiality(
    story, signed_in, said, status, state
):
    story.go("propose")
    page = f"{story.mission.get_absolute_url()}accepter-la-mission/"

    answer = signed_in(story.ali).post(page, said | {"version": story.mission.version})

    story.mission.refresh_from_db()
    assert (answer.status_code, story.mission.state) == (status, state)
    assert (story.mission.declared_at is not None) == (state == "accepted")


def test_br29_a_mission_starts_only_after_its_declaration(story):
    story.go("approve_plan")
    type(story.mission).objects.filter(pk=story.mission.pk).update(declared_at=None)

    with pytest.raises(Refused) as refused:
        story.fire("start")
    assert "undeclared" in refused.value.codes


def test_br32_a_plan_without_the_tenants_is_not_approved(story):
    story.go("plan")
    type(story.mission).objects.filter(pk=story.mission.pk).update(plan_tenants_on=None)

    with pytest.raises(Refused) as refused:
        story.fire("approve_plan")
    assert refused.value.codes == ["no_tenants"]


def test_a_plan_that_changes_is_approved_again(story):
    story.go("approve_plan")
    story.fire("plan")

    with pytest.raises(Refused) as refused:
        story.fire("start")
    assert refused.value.codes == ["plan_not_approved"]


@pytest.mark.parametrize("left", ["nothing", "a comment"])
def test_br33_one_criterion_left_refuses_the_closing_and_names_it(story, left):
    story.go("start")
    story.rate_all()
    last = story.mission.ratings.last()
    code = last.criterion.code
    if left == "nothing":
        last.delete()
    else:
        actions.rate(story.mission, {code: (None, False, "Trois halls")}, by=story.ali)

    with pytest.raises(Refused) as refused:
        story.fire("close_fieldwork")
    assert refused.value.codes == ["not_rated"]
    assert code in str(refused.value)


def test_an_hqs_mission_closes_without_ratings_and_leaves_the_dossier_alone(hqs):
    hqs.go("close")
    hqs.dossier.refresh_from_db()

    assert (hqs.mission.closed_on, hqs.dossier.state) == (hqs.today, "diagnosis")


def test_the_final_report_closes_the_audit_of_the_dossier(story):
    """The mission's last word moves the dossier; nobody fires that step."""
    story.go("finalise")
    dossier = LabelDossier.objects.get(pk=story.dossier.pk)

    assert dossier.state != "audit"


def test_the_organism_has_its_delay_before_the_final_report(story):
    """D07c: neither observations nor delay over."""
    story.go("open_contradictory")

    with pytest.raises(Refused) as refused:
        story.fire("finalise")
    assert refused.value.codes == ["not_answered"]


def test_a_proposal_left_unanswered_comes_back(story):
    story.go("propose")
    due = story.mission.due_on
    with clock.at(datetime.combine(due, time(12))):
        MISSION.run_timed()
    story.mission.refresh_from_db()
    assert story.mission.state == "proposed"
    with clock.at(datetime.combine(due + timedelta(days=1), time(12))):
        MISSION.run_timed()
    story.mission.refresh_from_db()
    assert (story.mission.state, story.mission.auditor) == ("to_assign", None)


def test_the_clock_closes_a_validated_mission_once_answers_are_accepted(story):
    story.go("validate", finding="NCm")
    MISSION.run_timed()
    story.mission.refresh_from_db()
    assert story.mission.state == "validated"


def test_br31_a_mission_postponed_after_its_start_starts_again(story):
    """It keeps the first photograph."""
    story.go("start")
    day = story.today
    MISSION.fire(
        story.mission, "postpone", by=story.office, reason="Grève des transports.", starts_on=day,
        ends_on=day,
    )  # fmt: skip
    MISSION.fire(story.mission, "resume", by=story.office)
    story.fire("start")

    assert (story.mission.state, story.mission.snapshots.count()) == ("in_progress", 1)


def test_a_cancelled_mission_tells_the_auditor_and_the_organism(story):
    story.go("accept")
    MISSION.fire(story.mission, "cancel", by=story.office, reason="Le dossier est retiré.")
    people = set(Message.objects.filter(notice="mission.moved").values_list("person", flat=True))

    assert {story.ali.pk, story.member.pk} <= people


def test_one_mission_of_a_type_at_a_time(story):
    with pytest.raises(Refused) as refused:
        actions.open_mission(story.dossier, "implementation", by=story.member)
    assert refused.value.codes == ["already_open"]


@pytest.mark.parametrize("dossier_type", ["initial", "renewal"])
def test_br36_an_open_minor_finding_shows_in_the_next_mission(story, organism, dossier_type):
    """Of this dossier, or of the next one of the organism."""
    story.go("validate", finding="NCm")
    dossier = story.dossier
    if dossier_type != dossier.dossier_type:
        dossier = factories.make_dossier(organism, dossier_type=dossier_type)
    following = make_mission(dossier, "verification")

    assert [str(f.kind) for f in guards.to_verify(following)] == ["NCm"]
    past_mission(factories.make_dossier(state="audit"), story.auditor, 100)
    assert len(guards.to_verify(following)) == 1


def test_br39_a_finding_that_was_not_sent_shows_in_no_other_mission(story):
    """The organism reads the next mission's page too."""
    story.go("close_fieldwork", finding="NCm")
    following = make_mission(story.dossier, "verification")

    assert list(guards.to_verify(following)) == []
