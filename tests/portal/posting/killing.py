"""A worker that is killed: `python -m tests.portal.posting.killing KILLS MODE`, its database in the environment.

Django is loaded once; each life is a fork with its own connection, ended by SIGKILL at a random moment.
The last life is let to end. MODE « control » marks before it sends.
"""

import os
import random
import signal
import sys
import time
from contextlib import suppress

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 -- same

from portal import outbox  # noqa: E402 -- same
from portal.outbox import Message  # noqa: E402 -- same

LONGEST = 0.12  # seconds of a life: it connects, then sends a mail in a few milliseconds


def pending():
    return Message.objects.filter(state=Message.State.PENDING)


def mark_then_send():
    """The control: what a crash between the two loses, nobody knows."""
    with transaction.atomic():
        message = pending().select_for_update(skip_locked=True).order_by("pk").first()
        if message is None:
            return None
        message.state = Message.State.SENT
        message.save(update_fields=["state"])
    outbox._send(message, message.thing)
    return 1


def live(mode):
    """Send until nothing waits; what a life just killed still locks is waited for."""
    while pending().exists():
        if mode == "control":
            mark_then_send()
        else:
            outbox.deliver_due()
        time.sleep(0.001)


def killed_once(mode, randomly):
    """True when it was alive: a life that ended by itself is no kill."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            live(mode)
        os._exit(0)
    time.sleep(randomly.uniform(0.01, LONGEST))
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(kills, mode):
    randomly = random.Random(2026)
    done = 0
    while done < kills:
        done += killed_once(mode, randomly)
    live(mode)
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
