"""Concurrent replacements of the same piece (PostgreSQL)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.documents.models import StoredFile
from tests.portal.documents.factories import keep


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_br_16_two_simultaneous_replacements_leave_one_chain(lea, private_root):
    first, start, outcomes = keep(lea), threading.Barrier(6), []

    def replace():
        start.wait()
        try:
            outcomes.append(keep(lea, replaces=first).version)
        except ValidationError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=replace) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [2] + ["already_replaced"] * 5
    assert StoredFile.objects.count() == 2
    assert sum(path.is_file() for path in private_root.rglob("*")) == 2
