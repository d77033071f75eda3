"""Background worker: mails, tasks, the daily clock, and its heartbeat."""

import fcntl
import logging
import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import call_command
from django.db import close_old_connections, connections
from django.tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker

from portal import workflow
from portal.cache import versions
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import audit_log

logger = logging.getLogger("portal.ops.worker")
HEARTBEAT = "portal:worker:heartbeat"
PAUSE, BEAT, MINUTE, HOUR, DAY = 2, 15, 60, 3600, 24 * 3600  # seconds
SILENT = 5 * 60  # seconds after which a worker that gives no sign is taken for stopped
TASKS_A_TURN = 20
DAILY, OFTEN, TURN = [], [], []


def daily(job):
    """Register `job()`: run on the first hour of each day, and by each `run_clock`; idempotent."""
    DAILY.append(job)
    return job


def often(job):
    """Register `job()`: run each minute, and by each `run_clock`; idempotent, one query when idle."""
    OFTEN.append(job)
    return job


def each_turn(job):
    """Register `job()`: run every two seconds, and by each `run_clock`; idempotent, one query when idle."""
    TURN.append(job)
    return job


@dataclass
class Report:
    """What the clock did: things moved, jobs run, and what failed without stopping the rest."""

    moved: list = field(default_factory=list)
    jobs: list = field(default_factory=list)
    failed: list = field(default_factory=list)


def run_clock(*, with_daily=True):
    """Timed acts, reminders and daily jobs of every table. Twice in a minute has one effect."""
    report = Report()
    for table in list(workflow.WORKFLOWS.values()):
        name = table.model._meta.label_lower
        report.moved += _attempt(report, f"{name} timed", table.run_timed) or []
        _attempt(report, f"{name} reminders", table.run_reminders)
    _run(report, (*TURN, *OFTEN, *(DAILY if with_daily else ())))
    return report


def _run(report, jobs):
    for job in jobs:
        name = f"{job.__module__}.{job.__name__}"
        report.jobs.append(name)
        _attempt(report, name, job)


def _attempt(report, name, job):
    """One broken job must not stop the others."""
    try:
        return job()
    except Exception:
        logger.exception("clock: %s", name)
        report.failed.append(name)


@daily
def sign_the_journal():
    """A checkpoint a day, unless nothing was written since the last one."""
    last, entry = audit_log.Checkpoint.objects.last(), audit_log.Entry.objects.order_by("pk").last()
    if entry and (last is None or last.last_pk != entry.pk):
        audit_log.checkpoint()


@daily
def forget_old_sessions_and_results():
    SessionStore.clear_expired()
    if isinstance(task_backends["default"], DatabaseBackend):
        call_command("prune_db_task_results", min_age_days=14, failed_min_age_days=60, verbosity=0)


often(versions.put_together)


def run_tasks():
    """The background tasks that wait, a few at a time."""
    if not isinstance(task_backends["default"], DatabaseBackend):
        return
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=TASKS_A_TURN,
        worker_id=f"portal-{threading.get_ident()}",
        excluded_queue_names=[],
    ).run()


def beat():
    """Tell /sante/services/ that the worker lives (seen by every process: it is in the cache)."""
    cache.set(HEARTBEAT, time.time(), timeout=DAY)


def last_beat():
    """Seconds since the worker was last alive; None when it never was."""
    at = cache.get(HEARTBEAT)
    return None if at is None else max(0.0, time.time() - at)


class Flag:
    """A stop sign without a lock: `Event.set()` in a signal handler may wait for itself for ever."""

    STEP = 0.2  # seconds

    def __init__(self):
        self._is_up = False

    def set(self):
        self._is_up = True

    def is_set(self):
        return self._is_up

    def wait(self, seconds):
        until = time.monotonic() + seconds
        while not self._is_up and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, self.STEP))
        return self._is_up


class Loop:
    """The endless round. `stop()` ends it after the job in hand."""

    def __init__(self):
        self.stopped = Flag()
        self.next_clock = self.next_beat = self.next_minute = 0.0

    def stop(self, *_signal):
        self.stopped.set()

    def run(self):
        while not self.stopped.is_set():
            close_old_connections()
            self.turn()
            close_old_connections()
            self.stopped.wait(PAUSE)

    def turn(self):
        """One round; each part may fail (a database away) without ending the loop."""
        report = Report()
        if time.monotonic() >= self.next_beat:
            _attempt(report, "heartbeat", beat)
            self.next_beat = time.monotonic() + BEAT
        _attempt(report, "mails", outbox.deliver_due)
        _attempt(report, "tasks", run_tasks)
        _run(report, TURN)
        if time.monotonic() >= self.next_minute:
            _run(report, OFTEN)
            self.next_minute = time.monotonic() + MINUTE
        if time.monotonic() >= self.next_clock:
            _attempt(report, "clock", self.run_hourly)
            self.next_clock = time.monotonic() + HOUR
        return report

    def run_hourly(self):
        """The clock; the daily jobs at its first run of the day in Paris, in one process."""
        key = f"portal:daily:{clock.today()}"
        is_first = cache.add(key, 1, timeout=2 * DAY)
        report = run_clock(with_daily=is_first)
        if is_first and report.failed:
            cache.delete(key)  # what failed is tried again in an hour; the rest has one effect
        return report


def start_thread():
    """The demonstration's worker: a daemon thread; of several processes, one works, others wait."""
    loop = Loop()
    arguments = {"target": _work_alone, "args": (loop,), "name": "portal-worker"}
    loop.thread = threading.Thread(**arguments, daemon=True)
    loop.thread.start()
    return loop


def _work_alone(loop):
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "worker.lock").open("w") as lock:
        if _take(lock, loop.stopped):
            loop.run()
    connections.close_all()


def _take(lock, stopped):
    """Wait for the lock of the other processes; the system frees it when its holder dies."""
    while not stopped.is_set():
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stopped.wait(PAUSE)
        else:
            return True
    return False
