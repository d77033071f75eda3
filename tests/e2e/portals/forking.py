"""Processes of a portal, forked from one that has loaded Django: a start costs hundredths of a second.

The standard library's forkserver imports `tests.e2e.portals.loaded` once, in the environment of a portal; each process
that is started then is its child, which runs a command as `python COMMAND` would: gunicorn, the worker, manage.py.
"""

import multiprocessing
import os
import runpy
import sys
from multiprocessing import forkserver
from unittest import mock

CONTEXT = multiprocessing.get_context("forkserver")


def load(environment):
    """From now on, what is started has imported everything in this environment."""
    CONTEXT.set_forkserver_preload(["tests.e2e.portals.loaded"])
    with mock.patch.dict(os.environ, environment, clear=True):
        forkserver.ensure_running()


def start(command, log, clock=""):
    """`python COMMAND` on the data of the portal, its words added to `log`, by its `clock` or on the suite's day."""
    day = clock or os.environ["PORTAL_CLOCK"]  # tests/day.py
    process = CONTEXT.Process(target=_python, args=([*map(str, command)], log, day))
    process.start()
    return process


def run(command, log, clock=""):
    """The same, to its end; RuntimeError with its words when it fails."""
    process = start(command, log, clock)
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{' '.join(map(str, command))} : {said(log)}")


def said(log, characters=4000):
    return log.read_text(errors="replace")[-characters:]


def _python(command, log, clock):
    from django.conf import settings  # noqa: PLC0415 -- the child's own, loaded in the portal's environment

    with log.open("ab") as words:
        os.dup2(words.fileno(), 1)
        os.dup2(words.fileno(), 2)
    settings.PORTAL_CLOCK = clock
    if command[0] == "-m":
        sys.argv = command[1:]
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")
