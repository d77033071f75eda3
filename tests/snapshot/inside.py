"""Internal names of the portal that the snapshot needs: the only ones that a renaming may break.

Add the new name first and leave the old one: the same snapshot is taken of an old commit.
"""

import io
from importlib import import_module

from django.core.management import call_command, get_commands

ACT = ("portal.scenario:act",)
DELIVER = ("portal.notifications.outbox:deliver_due", "portal.outbox:deliver_due")
BUILD = (("build_database",), ("migrate", "--noinput", "-v", "0"))  # the first that exists
FILL = (("load_rules",), ("ensure_site",), ("load_synonyms",))  # those that exist


def find(names):
    """The first of `module:name` that exists."""
    for name in names:
        module, _, attribute = name.partition(":")
        try:
            return getattr(import_module(module), attribute)
        except (ImportError, AttributeError):
            continue
    raise LookupError(
        f"none of {', '.join(names)} exists: add its new name in tests/snapshot/inside.py"
    )


def prepare_database(*, is_built=False):
    """Tables, rules, the site and the synonyms of an empty portal; nobody yet."""
    known = get_commands()
    build = next(one for one in BUILD if one[0] in known)
    for name, *arguments in (*(() if is_built else (build,)), *FILL):
        if name in known:
            call_command(name, *arguments)


def deliver_mails():
    """Send all that is due at this instant."""
    deliver = find(DELIVER)
    while deliver():
        pass


def run_worker():
    """One turn of the background worker: mails, tasks, clock."""
    call_command("run_worker", once=True)


def run_clock():
    """What the hourly job does."""
    call_command("run_clock", stdout=io.StringIO())
