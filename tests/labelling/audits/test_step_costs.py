"""What a step of an audit reads, and when it asks what a dossier still lacks."""

import pytest

from labelling.audits.workflow import MISSION
from labelling.dossiers import turns
from portal import workflow

pytestmark = pytest.mark.django_db

# Accepted or no more, closed on site, validated: a condition of some dossier reads it.
AWAITED = {"accept", "close_fieldwork", "validate", "postpone", "resume", "cancel", "end", "stop"}


def test_only_a_step_of_a_diagnosis_that_some_condition_reads_settles_the_dossier():
    settling = {
        step.name
        for step in MISSION.transitions.values()
        if any(turns.told_by(state) != turns.told_by(step.target) for state in step.source)
    }

    assert settling == AWAITED


def test_a_step_reads_its_audit_and_dossier_under_the_lock(story, django_assert_num_queries):
    """A finding knows its mission as it was just locked, which knows its dossier and its auditor."""
    story.go("close_fieldwork", finding="NCm")
    finding = story.mission.findings.get()

    with workflow.locked(finding) as current, django_assert_num_queries(0):
        read = (current.mission, current.mission.dossier.reference, current.mission.auditor)

    assert read == (story.mission, story.dossier.reference, story.auditor)
