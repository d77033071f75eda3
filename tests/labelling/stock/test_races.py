"""Concurrent confirmations of one import: written once; without the lock, not."""

import threading

import pytest
from django.db import connection

from labelling.stock import actions, importing
from labelling.stock.models import StockImport
from portal.workflow import audit_log
from tests.labelling.stock.files import row, xlsx

MANY = 4
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(act):
    """Run `act(start)` in four threads; returns what failed."""
    start, failures = threading.Barrier(MANY), []

    def run():
        try:
            act(start)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def previewed(dossier, by):
    report = importing.read_file(dossier, xlsx(row()), importing.STOCK)
    return actions.keep_report(dossier, "parc.xlsx", report, by=by)


def writings(dossier):
    return audit_log.entries_of(dossier).filter(act="stock_import").count()


def test_four_confirmations_at_once_write_one_line_of_journal(dossier, alice):
    found = previewed(dossier, alice)

    def confirm(start):
        start.wait()
        importing.confirm(StockImport.objects.get(pk=found.pk), by=alice)

    assert together(confirm) == []
    assert writings(dossier) == 1
    assert dossier.organism.residences.count() == 1


def test_control_without_the_lock_each_of_the_four_writes(dossier, alice):
    found = previewed(dossier, alice)

    def confirm(start):
        current = StockImport.objects.get(pk=found.pk)
        start.wait()
        if current.status == StockImport.State.PREVIEWED:
            rows = [line.values for line in importing.report_of(current).importable]
            actions.write_residences(current.dossier, rows, by=alice)

    assert together(confirm) == []
    assert writings(dossier) == MANY
