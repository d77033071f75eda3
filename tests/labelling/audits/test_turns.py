"""Turn of a mission: the mission, its dossier and what an act announces say the same holder."""

import re
from datetime import timedelta
from html import unescape

import pytest

from labelling.path.audits.workflow import FINDING
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps import turns
from portal.core import clock
from portal.workflow.effects import foretold
from tests.factories import make_dossier, noon
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import ANSWER, make_mission
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
PANEL = re.compile(r'<section class="act"(.*?)</section>', re.DOTALL)
STEPS = {
    "propose": "l’auditeur",
    "accept": "l’auditeur",
    "plan": "l’organisme",
    "approve_plan": "l’auditeur",
    "start": "l’auditeur",
    "close_fieldwork": "l’auditeur",
    "send_draft": "l’auditeur",
    "open_contradictory": "l’organisme",
}


def next_words(story, name, by=None):
    said = foretold(story.mission.workflow.transitions[name], story.mission, by)
    return [one for one in said if one.startswith("La suite")]


def panel(client, mission):
    page = unescape(client.get(mission.get_absolute_url()).text)
    return " ".join(re.sub(r"<[^>]+>", " ", PANEL.search(page)[1]).split())


def test_a_dossier_under_audit_waits_for_whom_its_mission_waits(story):
    """The plan is to be approved, the report to be observed: the organism's turn, on the dossier too."""
    found = {}
    for name in STEPS:
        story.step(name)
        dossier = LabelDossier.objects.get(pk=story.dossier.pk)
        found[name] = story.mission.hand
        assert (name, dossier.hand) == (name, story.mission.hand)
    assert found == STEPS

    story.observe()
    assert LabelDossier.objects.get(pk=story.dossier.pk).hand == story.mission.hand == "l’auditeur"


def test_a_dossier_under_audit_says_vous_to_its_auditor_and_leads_to_the_audit(story, signed_in):
    story.go("approve_plan")
    client, address = signed_in(story.ali), story.dossier.get_absolute_url()
    listed = client.get(f"/espace/dossiers/?q={story.dossier.reference}").text
    told = re.search(r'data-label="La main est à">(.*?)</td>', listed, re.DOTALL)[1]
    frame = PANEL.search(unescape(client.get(address).text))[1]

    assert told.strip() == "vous"
    assert "La main est à vous" in frame
    assert f'href="{address}audits/"' in frame
    assert "La main est à l’auditeur" in signed_in(story.member).get(address).text


def test_the_auditor_of_the_former_audit_is_not_told_vous_of_what_the_next_one_answers(story):
    """A diagnosis is closed, the audit is proposed to a colleague, who has not answered yet."""
    story.go("approve_plan")
    colleague = make_accreditation(state="active").auditor
    make_mission(story.dossier, "verification", state="proposed", auditor=colleague)
    dossier = LabelDossier.objects.get(pk=story.dossier.pk)

    assert dossier.hand == "l’auditeur"
    assert [dossier.hand_for(one) for one in (story.ali, colleague.user)] == ["l’auditeur"] * 2


def test_a_list_of_dossiers_under_audit_costs_its_auditor_the_same_with_one_and_many(
    story, signed_in
):
    story.go("approve_plan")
    client = signed_in(story.ali)
    before = queries(client, "/espace/dossiers/")
    for _ in range(10):
        make_mission(
            make_dossier(state="audit"),
            state="accepted",
            auditor=story.auditor,
            declared_at=clock.now(),
        )

    assert queries(client, "/espace/dossiers/") == before
    assert client.get("/espace/dossiers/").text.count(">vous</td>") == 11


def test_silence_on_a_report_gives_the_dossier_back_to_its_auditor(story):
    """D07c: at its end, nobody has acted."""
    story.go("open_contradictory")
    with noon(story.mission.due_on + timedelta(1)):
        turns.note_ready_dossiers()
        assert LabelDossier.objects.get(pk=story.dossier.pk).hand == "l’auditeur"


def test_what_an_act_will_do_says_who_holds_the_ball_after_it(story):
    """To the auditor who sends the plan: the organism approves it; to the organism: « à vous »."""
    story.go("accept")

    assert next_words(story, "plan") == ["La suite\u00a0: l’organisme."]
    assert next_words(story, "plan", story.ali) == ["La suite\u00a0: l’organisme."]
    assert next_words(story, "plan", story.member) == ["La suite\u00a0: à vous."]
    assert story.mission.state == "accepted"


def test_a_validated_mission_waits_for_the_answers_then_for_their_judgement(story, signed_in):
    story.go("validate", finding="NCm")
    finding = story.mission.findings.get()
    asked = panel(signed_in(story.member), story.mission)
    assert story.mission.hand == "l’organisme"
    assert "La main est à vous" in asked
    assert "Ouvrir le constat" in asked

    data = ANSWER | {"planned_on": clock.today()}
    finding = FINDING.fire(finding, "answer", by=story.member, **data)
    story.mission.refresh_from_db()
    assert story.mission.hand == "l’auditeur"
    assert "La main est à vous" in panel(signed_in(story.ali), story.mission)

    FINDING.fire(finding, "accept", by=story.ali)
    story.mission.refresh_from_db()
    assert story.mission.hand == "le référent label"
