"""Background worker: isolated failures, no double work, clean stop."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from io import StringIO
from threading import Event

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.tasks import TaskResultStatus, task

from portal.core import clock
from portal.models import Checkpoint, User
from portal.ops import worker
from portal.ops.worker import Loop
from portal.workflow import acting, audit_log

NIGHT = datetime(2026, 3, 2, 0, 10, tzinfo=clock.PARIS)


@task
def close_accounts():
    return User.objects.update(is_active=False)


@pytest.fixture
def jobs(monkeypatch):
    """An empty register of daily jobs, which a test fills; each call is counted."""
    calls = []
    monkeypatch.setattr(worker, "DAILY", [])

    def add(name, error=None):
        def job():
            calls.append(name)
            if error:
                raise error

        job.__name__ = name
        worker.daily(job)

    add.calls = calls
    return add


@pytest.mark.django_db
def test_the_clock_runs_every_job_and_names_those_that_failed(jobs):
    jobs("first", ZeroDivisionError("x"))
    jobs("second")

    report = worker.run_clock()

    assert jobs.calls == ["first", "second"]
    assert report.failed == [f"{__name__}.first"]


@pytest.mark.django_db
def test_the_command_fails_when_a_job_did(jobs):
    jobs("bad", ZeroDivisionError("x"))

    with pytest.raises(CommandError, match=r"test_worker\.bad"):
        call_command("run_clock", stdout=StringIO())


@pytest.mark.django_db
def test_daily_jobs_run_at_the_first_hour_of_each_day_in_one_process(jobs):
    jobs("daily")
    for hours in (0, 1, 5, 24, 25):
        with clock.at(NIGHT + timedelta(hours=hours)):
            Loop().run_hourly()

    assert jobs.calls == ["daily", "daily"]


@pytest.mark.django_db
def test_a_daily_job_that_failed_is_tried_again_in_an_hour(jobs):
    jobs("daily", ZeroDivisionError("x"))
    for hours in (0, 1):
        with clock.at(NIGHT + timedelta(hours=hours)):
            Loop().run_hourly()

    assert jobs.calls == ["daily", "daily"]


@pytest.mark.django_db
def test_the_journal_is_signed_once_for_the_same_lines(dossier, alice):
    worker.sign_the_journal()
    assert Checkpoint.objects.count() == 0

    with acting(dossier, by=alice, act="essai", sentence="a essayé"):
        pass
    worker.sign_the_journal()
    worker.sign_the_journal()

    assert Checkpoint.objects.get().entries == 1
    assert audit_log.broken() == []


@pytest.mark.django_db
def test_a_turn_beats_and_passes_the_clock_once_an_hour(jobs):
    jobs("daily")
    loop = Loop()
    assert worker.last_beat() is None

    reports = [loop.turn(), loop.turn()]

    assert [report.failed for report in reports] == [[], []]
    assert worker.last_beat() < 5
    assert jobs.calls == ["daily"]


@pytest.mark.django_db
def test_a_turn_goes_on_when_the_cache_is_away(settings, jobs):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": f"{__name__}.Nowhere"}}

    assert worker.Loop().turn().failed == ["heartbeat", "clock"]


class Nowhere:
    """A cache that does not answer."""

    def __init__(self, *_args):
        pass

    def __getattr__(self, name):
        if name in {"close", "close_if_unusable_or_obsolete"}:
            return lambda **_: None
        raise ConnectionRefusedError


@pytest.mark.django_db
def test_the_command_may_do_one_turn():
    call_command("run_worker", "--once", stdout=StringIO())

    assert worker.last_beat() is not None


@pytest.mark.django_db(transaction=True)
def test_waiting_tasks_are_done(settings, transactional_db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    User.objects.create_user("a@test.example", None, first_name="A", last_name="B")
    result = close_accounts.enqueue()

    worker.run_tasks()

    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, 1)


def test_of_several_processes_one_works_and_the_next_takes_over(tmp_path):
    stopped = Event()
    stopped.set()
    with (tmp_path / "lock").open("w") as first, (tmp_path / "lock").open("w") as second:
        assert worker._take(first, Event())
        assert not worker._take(second, stopped)
        first.close()
        assert worker._take(second, Event())


def test_the_demonstration_thread_works_until_told_to_stop(settings, tmp_path, monkeypatch):
    turns = Event()
    settings.VAR = tmp_path
    monkeypatch.setattr(Loop, "turn", lambda self: turns.set())

    loop = worker.start_thread()

    assert turns.wait(5)
    loop.stop()
    loop.thread.join(5)
    assert not loop.thread.is_alive()


def test_the_process_ends_cleanly_when_asked(tmp_path):
    command = [sys.executable, "-u", "manage.py", "run_worker", "--skip-checks"]
    environment = os.environ | {"PORTAL_PROFILE": "test", "PORTAL_VAR": str(tmp_path)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=environment, **pipes
    ) as process:
        assert process.stdout.readline().startswith("Le travail de fond commence")
        time.sleep(0.2)

        process.send_signal(signal.SIGTERM)

        rest, _ = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "Le travail de fond s’est arrêté proprement.\n")


def test_the_beat_is_seen_by_every_process():
    """It is in the shared cache, not in a variable."""
    worker.beat()

    assert cache.get(worker.HEARTBEAT) == pytest.approx(time.time(), abs=5)


def test_two_stop_signals_during_the_pause_end_it():
    """A lock taken by the pause would make the handler wait for itself."""
    flag = worker.Flag()

    def stop_twice(*_signal):
        flag.set()
        flag.set()

    former = signal.signal(signal.SIGALRM, stop_twice)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.01)
    try:
        assert flag.wait(30) is True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def test_what_comes_often_runs_once_a_minute_and_with_each_clock(jobs, monkeypatch):
    """A page is published within the minute of its date, not within the hour."""
    runs = []
    monkeypatch.setattr(worker, "OFTEN", [lambda: runs.append(1)])
    monkeypatch.setattr(worker, "run_clock", lambda **_: worker.Report())
    loop = worker.Loop()
    loop.turn()
    loop.turn()
    once = len(runs)
    loop.next_minute -= worker.MINUTE
    loop.turn()

    assert (once, len(runs)) == (1, 2)
