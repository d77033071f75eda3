"""Two workers at one large file: one reads it; without the second look of its taking, both would."""

import threading

import pytest
from django.db import connection

from labelling.steering.history_import import jobs
from labelling.steering.history_import.models import TrackingImport
from portal.core import clock
from tests.labelling.history_import.conftest import begin

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def both(take):
    """What each of two workers answers, who have both seen the file free before one takes it."""
    gate, answers = threading.Barrier(2, timeout=20), []

    def work():
        try:
            key = jobs.QUEUE.waiting().values_list("pk", flat=True).first()
            gate.wait()
            answers.append(take(key))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.fixture
def _waiting(sonia):
    begin(sonia, {}, file=b"Organisme;Statut\n", to_read_at=clock.now())


@pytest.mark.usefixtures("_waiting")
def test_one_of_two_workers_takes_the_file():
    assert both(jobs.QUEUE.take) == [False, True]


@pytest.mark.usefixtures("_waiting")
def test_control_without_the_second_look_both_take_it():
    def unlooked(key):
        return bool(TrackingImport.objects.filter(pk=key).update(read_since=clock.now()))

    assert both(unlooked) == [True, True]
