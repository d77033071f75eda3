"""What a step of an audit reads, and the turn of its dossier that follows it."""

import pytest

from portal import workflow
from tests.labelling.audits.factories import ORDER

pytestmark = pytest.mark.django_db


def test_the_dossier_waits_for_whom_its_diagnosis_waits_for_at_each_step(hqs):
    """But for a mission to choose, which is the organism's, and once the report is validated."""
    told = {}
    for name in ORDER[:-1]:
        mission = hqs.step(name)
        told[name] = mission.dossier.__class__.objects.get(pk=hqs.dossier.pk).hand, mission.hand

    assert {name: of_dossier for name, (of_dossier, _) in told.items()} == {
        name: of_mission for name, (_, of_mission) in told.items()
    } | {"validate": "l’organisme"}
    assert len({hand for hand, _ in told.values()}) == 3


def test_a_step_reads_its_audit_and_dossier_under_the_lock(story, django_assert_num_queries):
    """A finding knows its mission as it was just locked, which knows its dossier and its auditor."""
    story.go("close_fieldwork", finding="NCm")
    finding = story.mission.findings.get()

    with workflow.locked(finding) as current, django_assert_num_queries(0):
        read = (current.mission, current.mission.dossier.reference, current.mission.auditor)

    assert read == (story.mission, story.dossier.reference, story.auditor)
