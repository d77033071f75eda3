"""Concurrent confirmations of one import: written once; without the lock, not."""

import threading

import pytest
from django.db import connection

from labelling.path.stock import actions
from labelling.path.stock.imports import actions as importing
from labelling.path.stock.imports import jobs
from labelling.path.stock.models import Residence, StockImport
from portal.core import clock
from portal.workflow import audit_log
from tests.labelling.stock.files import csv_file, row, xlsx

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


def large(dossier, by):
    rows = [row(code=f"R{n:04}", address=f"{n} rue A") for n in range(3_001)]
    report = importing.to_read(dossier, importing.STOCK)
    return actions.keep_report(dossier, "parc.csv", report, csv_file(*rows), by=by)


def takings(take):
    """What each of four workers answers, who have all seen the file free before one takes it."""
    answers = []

    def work(start):
        key = jobs.QUEUE.waiting().values_list("pk", flat=True).first()
        start.wait()
        answers.append(take(key))

    assert together(work) == []
    return sorted(answers)


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


def test_one_of_four_workers_takes_a_large_file(dossier, alice):
    large(dossier, alice)

    assert takings(jobs.QUEUE.take) == [False, False, False, True]


def test_control_without_the_second_look_all_take_it(dossier, alice):
    large(dossier, alice)

    def unlooked(key):
        return bool(StockImport.objects.filter(pk=key).update(seen_at=clock.now()))

    assert takings(unlooked) == [True] * MANY


def test_a_large_file_confirmed_four_times_at_once_is_asked_and_written_once(dossier, alice):
    found = large(dossier, alice)
    jobs.work_on_what_waits()
    asked = []

    def confirm(start):
        start.wait()
        asked.append(importing.confirm(found, by=alice).asked_at)

    assert together(confirm) == []
    jobs.work_on_what_waits()
    jobs.work_on_what_waits()
    assert len(set(asked)) == 1
    assert (writings(dossier), dossier.organism.residences.count()) == (1, 3_001)


def test_control_without_the_lock_each_confirmation_asks_for_itself(dossier, alice):
    found = large(dossier, alice)
    jobs.work_on_what_waits()
    asked = []

    def confirm(start):
        current = StockImport.objects.get(pk=found.pk)
        start.wait()
        if current.status == StockImport.State.PREVIEWED:
            current.status, current.confirmed_by, current.file = "writing", alice, None
            current.asked_at = clock.now()
            current.save()
            asked.append(current.asked_at)

    assert together(confirm) == []
    assert len(set(asked)) == MANY


def stopped_while_it_writes(dossier, by, monkeypatch):
    """The import, stopped by who confirmed it after its first part is written and before the second."""
    found = large(dossier, by)
    jobs.work_on_what_waits()
    importing.confirm(found, by=by)
    told, stopped = threading.Event(), threading.Event()
    create = Residence.objects.bulk_create

    def create_then_wait(*args, **kwargs):
        rows = create(*args, **kwargs)
        told.set()
        stopped.wait(20)
        return rows

    def stop():
        try:
            told.wait(20)
            importing.abandon(StockImport.objects.get(pk=found.pk), by=by)
        finally:
            stopped.set()
            connection.close()

    monkeypatch.setattr(Residence.objects, "bulk_create", create_then_wait)
    stopping = threading.Thread(target=stop)
    stopping.start()
    jobs.work_on_what_waits()
    stopping.join()
    found.refresh_from_db()
    return found


def test_a_stop_while_it_is_written_leaves_nothing_written(dossier, alice, monkeypatch):
    found = stopped_while_it_writes(dossier, alice, monkeypatch)

    assert (found.status, found.asked_at, found.refusal) == ("previewed", None, "")
    assert (writings(dossier), dossier.organism.residences.count()) == (0, 0)


def test_control_without_the_look_at_each_part_all_is_written_though_stopped(
    dossier, alice, monkeypatch
):
    monkeypatch.setattr(jobs.QUEUE.__class__, "check", lambda _self, _one: None)
    monkeypatch.setattr(
        jobs.QUEUE.__class__, "asked", lambda _self, one: StockImport.objects.filter(pk=one.pk)
    )
    found = stopped_while_it_writes(dossier, alice, monkeypatch)

    assert (found.status, dossier.organism.residences.count()) == ("confirmed", 3_001)
