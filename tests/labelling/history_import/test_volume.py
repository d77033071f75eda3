"""Five thousand organisms of a file are written in half a minute, in few queries, and taken back as fast."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.organisms.models import Organism
from tests import factories
from tests.labelling.history_import.conftest import confirm

SECONDS = 30  # of this process
pytestmark = pytest.mark.django_db


def content(many, first=0):
    """Each with its label, its two audits and its decision, over ten sessions."""
    organisms, audits, decisions = [], [], []
    for n in range(first, first + many):
        name, year = f"Office {n} de l’habitat", 2017 + n % 10
        end = f"{year + 3}-06-11"
        organisms.append({
            "sheet": "Organismes", "row": n + 4, "name": name, "siren": factories.siren(5_000_000 + n),
            "family": "OPH", "region": "84", "homes": 1_000 + n,
            "status": "labelled", "application_on": f"{year - 2}-T2", "committee_on": f"{year}-06-12",
            "label": {"start": f"{year}-06-12", "end": end, "attestation": f"A-{n}"},
        })  # fmt: skip
        own = {"sheet": "Audits", "organism": name, "auditor": "Ali Delorme"}
        audits += [
            own | {"row": 2 * n, "audit_type": "hqs", "start": f"{year - 1}-03-02", "end": f"{year - 1}-03-04"},
            own | {"row": 2 * n + 1, "audit_type": "implementation", "end": f"{year}-03-04"},
        ]  # fmt: skip
        decisions.append({
            "sheet": "comités", "row": n, "organism": name, "session": f"{year}-06-12", "decision": "granted",
        })  # fmt: skip
    return {"organisms": organisms, "audits": audits, "decisions": decisions}


def cost(sonia, many, first):
    with CaptureQueriesContext(connection) as asked:
        confirm(sonia, content(many, first))
    return len(asked)


def test_a_hundred_organisms_cost_the_queries_of_ten(sonia):
    first = cost(sonia, 10, 0)  # whose sessions are new

    assert cost(sonia, 100, 10) <= first


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_five_thousand_are_written_in_half_a_minute_and_taken_back(sonia):
    begun = time.process_time()
    made = confirm(sonia, content(5_000))
    written = time.process_time()
    made.workflow.fire(made, "take_back", by=sonia)
    taken_back = time.process_time()

    assert (Organism._base_manager.count(), Organism.objects.count()) == (5_000, 0)
    assert written - begun < SECONDS
    assert taken_back - written < SECONDS
