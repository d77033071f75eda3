"""Acts whose process dies at a line after their commit: each is a fork, whose lines `sys.monitoring` tells."""

import json
import os
import sys
import traceback

from django.db import connection

from portal.cache import versions
from portal.models import PublicVersion

KILLED = 137


def lines_after_commit(act):
    """[(file, line)] that run between the commit of an act and its answer, in a fork: each once, as they come."""
    read, write = os.pipe()
    child = _forked(act, told_to=write)
    os.close(write)
    with os.fdopen(read) as told:
        lines = json.load(told)
    _wait(child, 0)
    return [tuple(line) for line in lines]


def kill(act, line, *, raised_after=False):
    """Play the act in a fork that ends, as by SIGKILL, when this line first runs after its commit.

    `raised_after`: the version is raised by what follows the commit, as before; for a control.
    """
    _wait(_forked(act, dies_at=line, raised_after=raised_after), KILLED)


def _forked(act, **options):
    connection.close()  # a fork has its own
    child = os.fork()
    if child == 0:
        _live(act, **options)
    return child


def _wait(child, code):
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == code


def _live(act, *, told_to=None, dies_at=None, raised_after=False):
    """Never returns: nothing of the tests' own process runs in the fork."""
    try:
        met = {}  # in the order of their first run

        def meet(code, number):
            line = (code.co_filename, number)
            met.setdefault(line)
            if line == dies_at:
                os._exit(KILLED)
            return sys.monitoring.DISABLE

        _follow_from_commit(meet, raised_after=raised_after)
        assert act() == 302
        sys.monitoring.set_events(sys.monitoring.DEBUGGER_ID, 0)
        if told_to is not None:
            with os.fdopen(told_to, "w") as pipe:
                json.dump([line for line in met if line[0] != __file__], pipe)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _follow_from_commit(meet, *, raised_after):
    """Call `meet(code, line)` at the first run of each line once something public is committed."""
    monitoring, commit = sys.monitoring, connection._commit
    before = set(PublicVersion.objects.values_list("pk", "token"))

    def followed():
        is_public = set(PublicVersion.objects.values_list("pk", "token")) != before
        if raised_after:
            is_public = True
            connection.run_on_commit.append((set(), versions.bump, False))
        commit()
        if is_public:
            monitoring.set_events(monitoring.DEBUGGER_ID, monitoring.events.LINE)

    monitoring.use_tool_id(monitoring.DEBUGGER_ID, "killed_acts")
    monitoring.register_callback(monitoring.DEBUGGER_ID, monitoring.events.LINE, meet)
    connection._commit = followed


def drop_triggers(tables):
    """As tables without them would be written; `versions.install` makes them again."""
    with connection.cursor() as cursor:
        for table in tables:
            for name in versions.names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
