"""A hundred thousand lines of the log are mapped in three seconds of CPU; the page reads what was kept."""

import time
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.models import LabelDossier
from labelling.steering.process_map import snapshots
from portal.core import clock
from portal.models import Role
from tests.factories import make_user
from tests.labelling.audits.factories import make_mission
from tests.labelling.process_map import logs

SECONDS = 3  # of CPU, for a hundred thousand lines
pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_mapped_in_three_seconds():
    logs.many(1_600, 63, make_user(roles=[Role.REFERENT]), date(2016, 1, 4))
    with clock.at(datetime(2026, 11, 24, 6)):
        begun = time.process_time()
        snapshot = snapshots.take()
        spent = time.process_time() - begun

    assert (snapshot.lines, snapshot.totals["dossiers"]) == (100_800, [1_600, 0])
    assert spent < SECONDS


def test_a_snapshot_of_many_dossiers_costs_the_queries_of_one():
    by = make_user(roles=[Role.REFERENT])
    counts = []
    for many, first_day in ((1, date(2016, 1, 4)), (40, date(2017, 1, 2))):
        for dossier in logs.many(many, 18, by, first_day):
            closed = logs.open_on(make_mission(dossier, audit_type="hqs"), first_day)
            logs.write(
                closed, by, (first_day, "close_fieldwork", "in_progress", "fieldwork_closed")
            )
        snapshots.take()
        with CaptureQueriesContext(connection) as asked:
            snapshots.take()
        counts.append(len(asked))

    assert LabelDossier.objects.count() == 41
    assert counts[0] == counts[1]
