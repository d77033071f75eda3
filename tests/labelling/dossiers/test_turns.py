"""Turn of a dossier that is prepared: who can mend the first thing that is missing, said alike everywhere."""

import re

import pytest

from labelling.path.audits.models import AuditFinding
from labelling.path.audits.workflow import FINDING
from labelling.path.dossiers.models import PREPARED, LabelDossier
from labelling.path.dossiers.steps import turns
from labelling.path.dossiers.steps.turns import leading_step
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from portal.web import worklist
from tests.factories import make_dossier
from tests.labelling.audits.factories import ANSWER, Story
from tests.labelling.dossiers.factories import fresh, make_mission, registered

pytestmark = pytest.mark.django_db
HAND = re.compile(r"La main est (.*?)(?: ·|\s*</p>)")


def said(dossier, user, client):
    """(hand at home, hand in the list, hand on the page), as this person reads them."""
    rows = worklist.lists(user)
    home = [one.hand for name in rows for one in rows[name] if dossier.reference in one.context]
    listed = client.get(f"/espace/dossiers/?q={dossier.reference}").text
    page = client.get(dossier.get_absolute_url()).text
    told = re.search(r'data-label="La main est à">(.*?)</td>', listed, re.DOTALL)[1]
    return home, " ".join(told.split()), " ".join(HAND.search(page)[1].split())


def settled(dossier):
    turns.note([dossier])
    return fresh(dossier)


def test_once_the_diagnosis_is_validated_its_restitution_is_the_organism_s(
    organism, alice, sonia, signed_in
):
    dossier = make_dossier(organism, state="diagnosis")
    make_mission(dossier, "hqs", "validated", closed_on=clock.today())
    dossier = settled(dossier)

    assert said(dossier, alice, signed_in(alice)) == (["vous"], "vous", "à vous")
    assert said(dossier, sonia, signed_in(sonia)) == (
        ["l’organisme"],
        "l’organisme",
        "à l’organisme",
    )
    home = signed_in(alice).get("/espace/").text
    assert "Il manque\u00a0: restitution aux représentants des locataires" in home


def test_once_each_finding_is_answered_the_office_leads_on(organism, alice, sonia, signed_in):
    dossier = make_dossier(organism, state="follow_up")
    story = Story(dossier)
    type(story.mission).objects.filter(pk=story.mission.pk).update(
        state="final_report",
        tenants_met_on=clock.today(),
        auditor=story.auditor,
        declared_at=clock.now(),
    )
    mission = type(story.mission).objects.get(pk=story.mission.pk)
    finding = AuditFinding.objects.create(
        mission=mission, number=1, kind="NCm", criterion=dossier.framework.criteria[0],
        text="Constat", evidence="Vu sur site", due_on=clock.today(),
    )  # fmt: skip
    before = settled(dossier).hand
    FINDING.fire(finding, "answer", by=alice, **ANSWER, planned_on=clock.today())
    dossier = fresh(dossier)

    assert before == "l’organisme"
    assert said(dossier, alice, signed_in(alice)) == (
        ["le référent label"], "le référent label", "au référent label",
    )  # fmt: skip
    assert said(dossier, sonia, signed_in(sonia)) == (["vous"], "vous", "à vous")


def test_a_major_finding_that_is_answered_waits_for_its_auditor(organism, alice):
    dossier = make_dossier(organism, state="follow_up")
    mission = make_mission(dossier, "verification", "validated", tenants_met_on=clock.today())
    AuditFinding.objects.create(
        mission=mission, number=1, kind="NCM", criterion=dossier.framework.criteria[0],
        text="Constat", evidence="Vu sur site", state="answered",
    )  # fmt: skip

    assert settled(dossier).hand == "l’auditeur"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, "l’organisme"),
        ("cancelled", "l’organisme"),
        ("to_assign", "l’organisme"),
        ("proposed", "l’auditeur"),
        ("accepted", "le référent label"),
    ],
)
def test_the_choice_of_an_auditor_is_the_organism_s_and_its_answer_the_auditor_s(
    organism, alice, sonia, state, expected
):
    dossier = registered(organism, alice, sonia)
    if state:
        make_mission(dossier, "hqs", state)

    assert settled(dossier).hand == expected


def test_each_condition_of_a_step_that_is_prepared_says_who_mends_it():
    """Of every type of dossier: what leads on from a state where others prepare."""
    steps = {
        leading_step(LabelDossier(state=state, dossier_type="initial")) for state in PREPARED[1:]
    }
    steps |= {"start_diagnosis", "start_preparation"}
    needs = [one for name in sorted(steps) for one in DOSSIER.transitions[name].needs]

    assert [one.__name__ for one in needs if not one.by] == []
    assert len(needs) > 15
