"""State added to the dossier's table: its page, badge, diagram, lists and checks need nothing else."""

import pytest

from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.stages import current_stage
from labelling.path.dossiers.steps import workflow
from labelling.path.dossiers.steps.workflow import DOSSIER, SITUATIONS, Situation
from portal.ui import icons
from portal.ui.states import States
from portal.web import worklist
from portal.workflow import Transition, diagram, docs
from portal.workflow.checks import faults
from tests.labelling.dossiers.factories import registered

pytestmark = pytest.mark.django_db
PAUSED = "paused"
STEPS = {
    "pause": Transition(
        "pause", "Suspendre le dossier", ("registered",), PAUSED, instructor, "a suspendu le dossier",
        due="D08i",
    ),
    "resume": Transition(
        "resume", "Reprendre le dossier", (PAUSED,), "registered", instructor, "a repris le dossier",
        due="D01r",
    ),
}  # fmt: skip


@pytest.fixture
def _with_a_state_more(monkeypatch):
    """What models.py and workflow.py say of one state more, for the time of a test."""
    known = {one.name: (one.value, one.icon, one.tone, one.label) for one in LabelDossier.State}
    more = States("State", known | {"PAUSED": (PAUSED, "hourglass", "warn", "Suspendu")})
    paused = Situation(workflow.OFFICE, "resume")
    monkeypatch.setattr(LabelDossier, "State", more)
    monkeypatch.setattr(LabelDossier._meta.get_field("state"), "choices", more.choices)
    monkeypatch.setitem(SITUATIONS, PAUSED, paused)
    monkeypatch.setitem(DOSSIER.hands, PAUSED, paused.hand)
    monkeypatch.setattr(DOSSIER, "states", dict(more.choices))
    monkeypatch.setattr(DOSSIER, "transitions", DOSSIER.transitions | STEPS)


@pytest.fixture
def paused(_with_a_state_more, organism, alice, sonia):
    return DOSSIER.fire(registered(organism, alice, sonia), "pause", by=sonia)


@pytest.mark.usefixtures("_with_a_state_more")
def test_its_table_has_no_fault_and_its_pages_of_documentation_tell_it():
    assert faults(DOSSIER) == []
    assert "Suspendu" in diagram.svg(DOSSIER, PAUSED)
    assert "- Suspendu\u00a0: le référent label" in docs.section(DOSSIER)


def test_its_page_shows_its_badge_its_hand_and_the_step_that_leads_on(
    paused, alice, sonia, signed_in
):
    for person, hand in ((alice, "le référent label"), (sonia, "vous")):
        page = signed_in(person).get(paused.get_absolute_url()).content.decode()

        assert f'data-tone="warn">{icons.svg("hourglass")}Suspendu</span>' in page
        assert "Reprendre le dossier" in page
        assert hand in page


def test_its_dossier_stays_in_its_stage_which_its_dated_rules_do_not_name(paused):
    assert current_stage(paused).code == "recevabilite"


def test_who_holds_the_ball_and_who_waits_find_it_in_their_lists(paused, alice, sonia):
    for person in (sonia, alice):
        tasks = [task for tasks in worklist.lists(person).values() for task in tasks]

        assert ("Suspendu", "le référent label") in [(task.title, task.hand) for task in tasks]


def test_every_state_says_which_step_leads_on_or_what_is_over():
    said = {state: SITUATIONS.get(state, Situation()) for state in LabelDossier.State}

    assert [
        state
        for state, one in said.items()
        if not (state in DOSSIER.transitions[one.leads].source if one.leads else all(one.told))
    ] == []
