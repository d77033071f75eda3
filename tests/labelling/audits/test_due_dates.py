"""Due dates of a mission and its findings: D07, D07a, D07b, D07d and D08, from the dossier's rules."""

import re
from datetime import date, timedelta

import pytest

from labelling.path.audits.actions import open_mission
from labelling.path.audits.workflow import FINDING, MISSION
from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from tests.factories import make_dossier, make_member, noon
from tests.labelling.audits.factories import ANSWER, ORDER

pytestmark = pytest.mark.django_db


def due(mission, code, day):
    return mission.dossier.rules.due(code, day)


def test_an_auditor_answers_a_proposal_within_the_days_of_the_rules(story):
    """D07a."""
    story.go("propose")

    assert story.mission.due_on == due(story.mission, "D07a", story.today)


def test_the_plan_is_due_before_the_audit_starts_not_before_it_is_accepted(story):
    """D07: accepted on 27 November for 18 January, the plan is due on 3 January."""
    with noon(date(2026, 11, 27)):
        story.today = date(2027, 1, 18)
        story.go("propose")
        story.fire("accept")

    assert story.mission.due_on == date(2027, 1, 3)


def test_who_accepts_later_than_that_is_not_late_the_same_minute(story):
    """D07: the plan is then due on the next working day."""
    with noon(date(2026, 11, 27)):
        story.today = date(2026, 12, 1)
        story.go("propose")
        story.fire("accept")

    assert story.mission.due_on == date(2026, 11, 30)


def test_a_report_that_is_written_and_not_sent_keeps_its_date(story):
    """D07b: from the closing meeting, however often it is written again."""
    story.go("send_draft")
    promised = due(story.mission, "D07b", story.today)
    assert story.mission.due_on == promised

    story.fire("send_draft")
    assert story.mission.due_on == promised


def test_a_report_sent_back_is_due_again(story):
    """D07b, counted from the day it is sent back."""
    story.go("finalise")
    story.by = lambda name: story.office
    story.fire("send_back", reason="Un critère manque.")

    assert story.mission.due_on == due(story.mission, "D07b", story.today)


def test_a_report_sent_back_is_not_late_for_the_dates_that_it_had_met(story):
    """D07b, D07c, D07d: written again, sent again, observed again, each date counts from the day it is sent back."""
    story.go("finalise")
    with noon(due(story.mission, "D07e", story.today) + timedelta(60)):
        story.by = lambda name: story.office
        story.fire("send_back", reason="Un critère manque.")
        back = clock.today()
        del story.by
        story.fire("send_draft")
        assert story.mission.due_on == due(story.mission, "D07b", back)
        story.fire("open_contradictory")
        story.observe()
        assert story.mission.due_on == due(story.mission, "D07d", back)


def test_an_answer_refused_has_a_date_and_its_reminders(story):
    """D08: the delay of the kind of the finding, counted again from the refusal."""
    story.go("finalise", finding="NCm")
    finding = story.mission.findings.get()
    data = ANSWER | {"planned_on": story.today + timedelta(10)}
    finding = FINDING.fire(finding, "answer", by=story.member, **data)
    finding = FINDING.fire(finding, "reject", by=story.ali, reason="La cause n’est pas celle-là.")

    assert finding.due_on == due(story.mission, "D08", story.today)
    assert [reminder.state for reminder in FINDING.reminders] == ["open", "rejected"]


def test_observations_given_make_the_final_report_due(story):
    """D07d: thirty days after the closing meeting; the organism owes nothing any more."""
    story.go("open_contradictory")
    assert (story.mission.hand, story.mission.due_on) == (
        "l’organisme",
        due(story.mission, "D07c", story.today),
    )
    story.observe()

    assert (story.mission.hand, story.mission.due_on) == (
        "l’auditeur",
        due(story.mission, "D07d", story.mission.closed_on),
    )


def test_a_silent_organism_lets_the_report_be_made_final_after_its_delay(story):
    """D07c, D07d: past the delay the hand is the auditor's."""
    story.go("open_contradictory")
    with noon(story.mission.due_on + timedelta(1)):
        assert story.mission.hand == "l’auditeur"
        story.fire("finalise")
    assert story.mission.state == "final_report"


def test_a_mission_to_assign_waits_for_its_auditor_until_a_day(story):
    """D06a: from the opening, from a refusal, from a proposal taken back."""
    promised = due(story.mission, "D06a", story.today)
    story.go("propose")
    story.fire("decline", reason="Je ne suis pas disponible à ces dates.")
    assert (story.mission.state, story.mission.due_on) == ("declined", promised)

    story.fire("propose")
    with noon(story.mission.due_on + timedelta(1)):
        mission = MISSION.fire(story.mission, "take_back")
        assert mission.due_on == due(mission, "D06a", clock.today())


def test_a_mission_that_is_opened_waits_for_its_auditor_until_a_day(organism):
    dossier = make_dossier(organism, state="audit")
    opened = open_mission(dossier, "implementation", by=make_member(organism, "contact"))

    assert opened.due_on == due(opened, "D06a", clock.today())


def test_fieldwork_is_due_on_its_own_days(story):
    """Planned: the day it starts; in progress: the day it ends; put off: the day it starts then."""
    story.fire("propose", ends_on=story.today + timedelta(2))
    story.fire("accept")
    story.fire("plan")
    assert story.mission.due_on == story.today
    story.fire("approve_plan")
    story.fire("start")
    assert story.mission.due_on == story.today + timedelta(2)

    later = story.today + timedelta(30)
    story.by = lambda name: story.office
    story.fire("postpone", reason="Une crue.", starts_on=later, ends_on=later + timedelta(2))
    assert story.mission.due_on == later
    story.fire("resume")
    assert story.mission.due_on == later


def test_a_final_report_waits_for_its_validation_until_a_day(story):
    """D07e."""
    story.go("finalise")

    assert story.mission.due_on == due(story.mission, "D07e", story.today)


@pytest.mark.parametrize("made", ["story", "hqs"])
def test_a_dossier_at_the_stage_of_its_audit_is_due_with_its_mission(request, made):
    story = request.getfixturevalue(made)
    for name in ORDER[: ORDER.index("finalise")]:
        story.step(name)
        dossier = LabelDossier.objects.get(pk=story.dossier.pk)
        assert (name, dossier.due_on) == (name, story.mission.due_on)

    story.observe()
    promised = due(story.mission, "D07d", story.today)
    dossier = LabelDossier.objects.get(pk=story.dossier.pk)
    assert (story.mission.due_on, dossier.due_on) == (promised, promised)


def test_a_mission_prepared_before_its_stage_gives_its_dossier_no_date(story):
    LabelDossier.objects.filter(pk=story.dossier.pk).update(state="preparation")
    story.go("propose")

    assert LabelDossier.objects.get(pk=story.dossier.pk).due_on is None


def test_a_dossier_in_follow_up_is_due_with_the_first_of_its_findings(story):
    """D08 to answer, D08r to judge: the dossier follows the nearest."""
    story.go("finalise", finding="NCm")
    finding = story.mission.findings.get()

    def dates():
        dossier = LabelDossier.objects.get(pk=story.dossier.pk)
        return dossier.state, dossier.due_on, finding.due_on

    promised = due(story.mission, "D08", story.today)
    assert dates() == ("follow_up", promised, promised)

    data = ANSWER | {"planned_on": story.today + timedelta(10)}
    finding = FINDING.fire(finding, "answer", by=story.member, **data)
    promised = due(story.mission, "D08r", story.today)
    assert dates() == ("follow_up", promised, promised)


def test_a_finding_without_a_delay_says_so(story):
    story.go("send_draft", finding="NCm")
    finding = story.mission.findings.get()
    assert finding.undated == "le délai court dès le rapport définitif"

    finding.kind = "PS"
    assert finding.undated == "ce constat n’a pas de délai"


def test_the_list_of_missions_says_until_when_each_waits(story, signed_in):
    story.go("finalise")
    page = signed_in(story.office).get("/espace/audits/").content.decode()

    said = re.search(r'data-label="Échéance">(.*?)</td>', page, re.DOTALL)[1]
    assert story.mission.due_on.isoformat() in said
