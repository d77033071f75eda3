"""Agreement to a correction while somebody else writes the same text of the dossier (BR-25; PostgreSQL)."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest

from labelling.committee.corrections import workflow
from labelling.committee.corrections.workflow import propose
from portal.models import Role
from portal.workflow import acting, audit_log
from tests import races
from tests.factories import make_dossier, make_user
from tests.labelling.corrections.conftest import RIGHT
from tests.labelling.corrections.test_corrections import REASON
from tests.labelling.dossiers.factories import fresh, make_chair

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
OTHER = "Deux communes de plus"


@pytest.fixture
def race():
    """(dossier, what the présidence does, what the other one does, waiting for `gate` under the lock)."""
    dossier = make_dossier(state="granted", decided_on=date(2026, 11, 3), perimeter="Tout")
    sonia, carla = make_user(roles=[Role.REFERENT]), make_chair()
    one = propose(dossier, by=sonia, field="perimeter", corrected=RIGHT, reason=REASON)

    def agree():
        one.workflow.fire(one, "agree", by=carla)

    def write(gate):
        with acting(dossier, by=sonia, act="edit", sentence="a écrit autre chose") as current:
            gate.wait()
            current.perimeter = OTHER

    return dossier, agree, write


def corrections_told(dossier):
    return audit_log.entries_of(dossier).filter(act="correct").count()


def test_br25_a_text_that_changes_while_the_presidency_agrees_is_not_corrected(race, monkeypatch):
    dossier, agree, write = race
    gate = races.met_before(monkeypatch, workflow, "acting")

    raised = races.together([agree, lambda: write(gate)])

    assert [one.codes for one in raised] == [["changed"]]
    assert (fresh(dossier).perimeter, corrections_told(dossier)) == (OTHER, 0)


def test_br25_control_without_the_lock_nothing_tells_that_the_text_changed(race, monkeypatch):
    dossier, agree, write = race
    races.without_row_locks(monkeypatch)
    gate = threading.Barrier(2, timeout=races.TIMEOUT)

    @contextmanager
    def read_together(*args, **facts):
        with acting(*args, **facts) as current:
            gate.wait()
            yield current

    monkeypatch.setattr(workflow, "acting", read_together)

    raised = races.together([agree, lambda: write(gate)])

    assert (raised, corrections_told(dossier)) == ([], 1)
