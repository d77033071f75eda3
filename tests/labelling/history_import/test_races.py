"""A step and the taking back of its import at the same time: one of them alone takes place."""

import threading
from datetime import date

import pytest
from django.db import connection

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.history_import.past import results
from portal.core import clock
from portal.workflow import Refused, audit_log
from tests.labelling.history_import.conftest import confirm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6
LINE = {
    "sheet": "Organismes",
    "row": 4,
    "name": "Corvange Habitat",
    "siren": None,
    "family": "OPH",
    "region": "84",
    "status": "candidate",
    "application_on": "2026-03-02",
}
ASKED = {"requests": [("", "La lettre d’engagement manque.")], "due_on": date(2027, 1, 8)}


def together(*acts):
    """What became of acts that start as one: « done », or the codes of their refusal."""
    start, said = threading.Barrier(len(acts)), {}
    now = clock.now()

    def run(number, act):
        try:
            with clock.at(now):
                start.wait()
                act()
            said[number] = "done"
        except Refused as refused:
            said[number] = refused.codes
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[number] for number in range(len(acts))]


def test_a_step_and_the_taking_back_of_its_import_never_both_take_place(sonia):
    for number in range(ROUNDS):
        name = f"Corvange {number}"
        made = confirm(sonia, {"organisms": [LINE | {"name": name}]})
        dossier = LabelDossier.objects.get(taken_from=made)
        assert results.obstacles(made) == []  # both have looked

        step, back = together(
            lambda one=dossier: one.workflow.fire(one, "request_complement", by=sonia, **ASKED),
            lambda one=made: one.workflow.fire(one, "take_back", by=sonia),
        )

        told = back if back == "done" else set(back)
        assert (step, told) in [("done", {"built"}), (["gone"], "done")]
    assert audit_log.broken() == []


def test_control_whoever_has_only_looked_before_takes_back_what_somebody_built_on(sonia):
    made = confirm(sonia, {"organisms": [LINE]})
    dossier = LabelDossier.objects.get()
    looked = results.obstacles(made)

    dossier.workflow.fire(dossier, "request_complement", by=sonia, **ASKED)
    results.brought(made, LabelDossier).update(taken_back_on=clock.today())

    assert looked == []
    assert LabelDossier._base_manager.get().state == "to_complete"
    assert LabelDossier.objects.count() == 0
