"""Killed commands: each life is a fork of this process, ended by SIGKILL at a named point of its work."""

import os
import signal
import traceback
from io import StringIO

from django.core.management import call_command
from django.db import connection


def killed_at(point, *command, **options):
    """Run a command in a fork that dies the `n`-th time it comes to `(place, name, n)`; whether it came there.

    `before`, if given, changes what the fork runs.
    """
    before = options.pop("before", None)
    connection.close()  # a fork has its own
    child = os.fork()
    if child == 0:
        _life(point, before, command, options)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a life broke by itself")
    return os.WIFSIGNALED(status)


def _life(point, before, command, options):
    """Never returns: nothing of the tests' own process runs in the fork."""
    try:
        if before:
            before()
        _die_at(*point)
        call_command(*command, stdout=StringIO(), **options)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _die_at(place, name, rank):
    function, left = getattr(place, name), [rank]

    def counted(*args, **facts):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **facts)

    setattr(place, name, counted)
