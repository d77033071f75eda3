"""Missions of a dossier that stops: cancelled or closed by the engine, the auditor told why."""

import pytest

from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.dossiers.models import LabelDossier
from labelling.public import strengths
from portal.models import Message
from portal.notifications import outbox
from portal.web import worklist
from portal.workflow import Refused, audit_log
from tests import factories
from tests.labelling.audits.factories import ANSWER, make_mission
from tests.labelling.mergers.factories import merge

pytestmark = pytest.mark.django_db
WHY = "Nous revenons à un projet d’abord interne."
S = AuditMission.State
BEFORE_THE_REPORT = ("propose", "accept", "approve_plan", "start", "close_fieldwork", "send_draft")
REPORTED = ("open_contradictory", "finalise", "validate")


def stop(dossier, by, why=WHY):
    """The signatory of the organism renounces."""
    dossier = LabelDossier.objects.get(pk=dossier.pk)
    return dossier.workflow.fire(dossier, "discontinue", by=by, reason=why)


def put(dossier, **facts):
    LabelDossier.objects.filter(pk=dossier.pk).update(**facts)


def current(story):
    return AuditMission.objects.get(pk=story.mission.pk)


def told():
    rows = Message.objects.filter(notice="mission.stopped")
    return list(rows.values_list("person", flat=True))


@pytest.mark.parametrize("last", BEFORE_THE_REPORT)
def test_a_mission_before_its_report_is_cancelled_and_its_auditor_told_why(
    story, alice, last, mailoutbox
):
    story.go(last)
    stop(story.dossier, alice)
    outbox.deliver_due()

    mission, line = current(story), audit_log.entries_of(story.mission).first()
    assert (mission.state, mission.finished_on, told()) == (
        "cancelled", story.today, [story.ali.pk],
    )  # fmt: skip
    assert mission.auditor_until_on > story.today
    assert (line.act, line.sentence, line.reason) == (
        "stop", "Le portail annule la mission\u00a0: son dossier s’est arrêté.", WHY,
    )  # fmt: skip
    [mail] = [one for one in mailoutbox if "s’arrête" in one.subject]
    assert (mail.to, WHY in mail.body) == ([story.ali.email], True)


@pytest.mark.parametrize("state", ["to_assign", "declined", "postponed"])
def test_a_mission_that_nobody_leads_is_cancelled_too(story, alice, state):
    AuditMission.objects.filter(pk=story.mission.pk).update(state=state)
    stop(story.dossier, alice)

    assert (current(story).state, told()) == ("cancelled", [])


@pytest.mark.parametrize("last", REPORTED)
def test_a_report_that_was_sent_stays_readable_and_waits_for_nobody(story, alice, last):
    """BR-39: the mission is closed, its findings keep their state, no answer is asked for any more."""
    story.go(last, finding="NCm")
    AuditFinding.objects.update(due_on=story.today)
    stop(story.dossier, alice)

    mission, finding = current(story), AuditFinding.objects.get()
    assert (mission.state, mission.finished_on, told()) == ("closed", story.today, [story.ali.pk])
    assert audit_log.entries_of(mission).first().sentence == (
        "Le portail clôt la mission\u00a0: son dossier s’est arrêté."
    )
    assert (finding.state, finding.due_on, finding.undated) == (
        "open", None, "aucune réponse n’est plus attendue",
    )  # fmt: skip
    tasks = worklist.lists(story.member)
    assert [task.title for name in tasks for task in tasks[name] if "Non-conf" in task.title] == []
    with pytest.raises(Refused) as refused:
        finding.workflow.fire(finding, "answer", by=story.member, planned_on=story.today, **ANSWER)
    assert refused.value.codes == ["stopped"]


def test_a_report_closed_before_its_validation_is_no_validated_audit(story, alice, sonia):
    story.go("open_contradictory", finding="PF")
    stop(story.dossier, alice)

    assert list(strengths.audit_strengths(sonia)) == []


@pytest.mark.parametrize("state", ["cancelled", "closed"])
def test_what_was_over_is_not_touched(story, alice, state):
    story.go("accept")
    AuditMission.objects.filter(pk=story.mission.pk).update(state=state)
    stop(story.dossier, alice)

    assert (current(story).state, current(story).version, told()) == (
        state, story.mission.version, [],
    )  # fmt: skip


def test_a_dossier_that_is_dismissed_or_absorbed_takes_its_missions_along(organism, sonia):
    dismissed = factories.make_dossier(state="submitted")
    absorbed = factories.make_dossier(organism, state="preparation")
    missions = [make_mission(one) for one in (dismissed, absorbed)]
    dismissed.workflow.fire(dismissed, "dismiss", by=sonia, reason=WHY)
    merge(organism, factories.make_organism("Grand Office"), sonia)

    assert [AuditMission.objects.get(pk=one.pk).state for one in missions] == ["cancelled"] * 2


def test_what_goes_on_keeps_its_missions(story, sonia):
    """Sent back in preparation, refused: the dossier is not stopped."""
    story.go("accept")
    put(story.dossier, state="review")
    dossier = LabelDossier.objects.get(pk=story.dossier.pk)
    dossier.workflow.fire(
        dossier, "send_back", by=sonia, reason="Le plan est à revoir.", due_on=story.today
    )

    assert (current(story).state, told()) == ("accepted", [])


def test_the_page_foretells_it(story, alice, signed_in):
    story.go("accept")
    page = signed_in(alice).get(f"{story.dossier.get_absolute_url()}se-desister/")

    assert f"La mission d’audit {story.mission.reference} s’arrête aussi" in page.content.decode()
