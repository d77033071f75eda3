"""Fixture: the sample workflow table, registered for the time of a test."""

import pytest

from labelling.path.dossiers.models import LabelDossier
from portal import workflow
from portal.notifications import outbox
from portal.notifications.notices import Notice
from portal.sandbox import pool
from tests.portal.workflow.sample_table import alices, table

# A press is of Linux; elsewhere test_pdf.py draws each document as it is drawn there.
collect_ignore = [] if pool.IS_READY else ["documents/test_pool.py"]


@pytest.fixture
def notice():
    before = dict(outbox.NOTICES)
    yield Notice("essai.avance", to=alices)
    outbox.NOTICES.clear()
    outbox.NOTICES.update(before)


@pytest.fixture
def build(notice):
    """`build(**changes)`: a small table on the dossier’s states, for the time of the test."""
    before = dict(workflow.WORKFLOWS)

    def make(**changes):
        return workflow.Workflow(LabelDossier, **table(notice) | changes)

    yield make
    workflow.WORKFLOWS.clear()
    workflow.WORKFLOWS.update(before)
