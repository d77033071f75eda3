"""Effect of accepted answers, verified at the next audit; a proposal taken back by who made it."""

import pytest
from django.urls import reverse

from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.workflow import FINDING, MISSION
from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from portal.web import worklist
from portal.workflow import Forbidden
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import ANSWER, forget, make_mission, past_mission
from tests.labelling.framework.factories import draft_of
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
LED = {"state": "in_progress", "declared_at": clock.now()}


@pytest.fixture
def accepted(story):
    """An accepted answer to a minor non-conformity of an audit that is validated."""
    story.go("validate", finding="NCm")
    finding = story.mission.findings.get()
    FINDING.fire(finding, "answer", by=story.member, planned_on=story.today, **ANSWER)
    return FINDING.fire(finding, "accept", by=story.ali)


@pytest.fixture
def later(accepted, story):
    """The next audit of the same organism, led by somebody else."""
    auditor = make_accreditation(state="active").auditor
    return make_mission(story.dossier, "verification", auditor=auditor, **LED)


def titles(user):
    rows = worklist.lists(forget(user))[worklist.DO]
    return [task.title for task in rows if task.button == "Vérifier l’effet"]


def test_br36_the_next_auditor_reads_the_finding_and_closes_it(accepted, later, signed_in):
    eve = later.auditor.user
    client, address = signed_in(eve), accepted.get_absolute_url()
    mission = client.get(later.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()

    assert titles(eve) == [f"Non-conformité mineure 1, {later.dossier.organism}"]
    assert f'href="{address}"' in mission
    assert "La main est à vous" in page
    assert (
        f'href="{accepted.mission.get_absolute_url()}"' not in page
    )  # the former mission is closed to them
    client.post(f"{address}clore-le-constat/", {"version": accepted.version}, follow=True)
    assert AuditFinding.objects.get().state == "closed"
    assert titles(eve) == []
    assert "À vérifier" not in client.get(later.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "change", [{"state": "planned"}, {"state": "closed"}, {"auditor": None, "state": "to_assign"}]
)
def test_br36_nobody_else_reads_a_finding_of_a_former_audit(accepted, later, change):
    """Before its first day or after its end, an audit opens nothing of the former ones."""
    eve = later.auditor.user
    AuditMission.objects.filter(pk=later.pk).update(**change)

    assert not AuditFinding.objects.visible_to(forget(eve)).exists()
    with pytest.raises(Forbidden):
        FINDING.fire(accepted, "close", by=forget(eve))


def test_br36_an_earlier_audit_opens_nothing_of_a_later_one(accepted, later, story):
    eve = later.auditor.user
    last = past_mission(story.dossier, story.auditor, 1)
    AuditFinding.objects.update(mission=last)

    assert not AuditFinding.objects.visible_to(forget(eve)).exists()


def test_what_is_to_verify_costs_the_same_with_many(accepted, later, story, signed_in):
    client = signed_in(later.auditor.user)
    one = queries(client, later.get_absolute_url()), queries(client, "/espace/")
    for number in range(2, 12):
        accepted.pk, accepted.number = None, number
        accepted.save(force_insert=True)

    assert (queries(client, later.get_absolute_url()), queries(client, "/espace/")) == one


def test_who_proposed_a_mission_takes_it_back(story, signed_in):
    """The organism that chooses its auditor chooses another one without waiting for the delay."""
    story.go("propose")
    address = reverse(
        "labelling:mission_act", args=[story.mission.reference, "reprendre-la-proposition"]
    )
    client = signed_in(story.member)
    shown = client.get(address).content.decode()
    client.post(address, {"version": story.mission.version})
    story.mission.refresh_from_db()

    assert "Reprendre la proposition" in shown
    assert (story.mission.state, story.mission.auditor) == ("to_assign", None)


def test_where_the_office_chooses_the_organism_takes_nothing_back(story):
    story.go("propose")
    rules = draft_of(LabelRulesVersion, assignment_mode=LabelRulesVersion.Assignment.USH)
    LabelDossier.objects.filter(pk=story.dossier.pk).update(rules=rules)

    with pytest.raises(Forbidden):
        MISSION.fire(story.mission, "take_back", by=story.member)
