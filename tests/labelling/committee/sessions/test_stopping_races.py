"""A dossier that stops while the committee writes in its session: neither waits for the other (PostgreSQL)."""

import pytest
from django.db import OperationalError, transaction
from django.db.models import QuerySet

from labelling.committee.models import CommitteeSession
from labelling.committee.sessions import workflow
from portal.workflow import Refused
from tests.labelling.committee.factories import fire, fresh
from tests.races import met_before, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(monkeypatch, item, alice, nora):
    """Each has locked its own row before it asks for the other's: what the database said to who gave up."""
    gate, told = met_before(monkeypatch, workflow, "_lock"), []

    def unlist():
        """As the page of a session does: the session, then the dossier."""
        with transaction.atomic():
            CommitteeSession.objects.select_for_update().get(pk=item.session_id)
            gate.wait()
            fire(item.dossier, "unschedule", nora)

    def run(act):
        try:
            act()
        except Refused as refused:
            told.append((*refused.codes, type(refused.__cause__.__cause__).__name__))
        except OperationalError as error:
            told.append(("database", type(error.__cause__).__name__))

    acts = (unlist, lambda: fire(item.dossier, "discontinue", alice))
    together([lambda act=act: run(act) for act in acts])
    return told


def test_who_stops_a_dossier_of_a_session_in_use_is_told_to_begin_again(
    session, item, people, alice, nora, monkeypatch
):
    told = at_once(monkeypatch, item, alice, nora)

    assert (told, fresh(item.dossier).state) == ([("busy", "LockNotAvailable")], "review")


def test_control_by_waiting_both_would_wait_for_ever(
    session, item, people, alice, nora, monkeypatch
):
    lock = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet, "select_for_update", lambda rows, **said: lock(rows, **said | {"nowait": False})
    )

    assert [why for _, why in at_once(monkeypatch, item, alice, nora)] == ["DeadlockDetected"]
