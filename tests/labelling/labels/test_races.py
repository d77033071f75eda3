"""Concurrent grants: eight get eight numbers; without the lock, they do not (BR-67)."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from labelling.title.labels.models import Attestation
from portal.access.references import Counter, next_reference
from tests.evidence import empty
from tests.labelling.labels.factories import make_label

MANY = 8
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(give):
    """What `give()` returned in each of eight threads that start as one."""
    start, given = threading.Barrier(MANY), []

    def run():
        connection.ensure_connection()
        start.wait()
        try:
            given.append(give())
        except IntegrityError:
            given.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def without_lock(gate):
    """What `next_reference` would be if nobody waited: all have read before one writes."""
    counter = Counter.objects.get(prefix="QH", year=2026)
    gate.wait()
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"QH-2026-{counter.last:04d}"


def test_br67_eight_attestations_at_once_get_eight_numbers(transactional_db):
    numbers = together(lambda: next_reference("QH", 2026))

    assert sorted(numbers) == [f"QH-2026-{n:04d}" for n in range(1, MANY + 1)]


def test_control_without_the_lock_the_same_number_is_given_and_the_database_refuses_it():
    label = make_label()
    facts = Attestation.objects.values().get(label=label)
    empty(Attestation)
    Counter.objects.get_or_create(prefix="QH", year=2026)
    gate = threading.Barrier(MANY)

    def give():
        with transaction.atomic():
            number = without_lock(gate)
            Attestation.objects.create(**facts | {"id": None, "number": number})
        return number

    given = together(give)

    assert given.count("refused") == MANY - 1
