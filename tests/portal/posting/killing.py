"""A worker that is killed: `python -m tests.portal.posting.killing KILLS MODE`, its database in the environment.

Django is loaded once; each life is a fork with its own connection, ended by SIGKILL at a random moment.
The last life is let to end. MODE « control » marks before it sends.
"""

import os
import random
import signal
import sys
import time
import traceback

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 -- same

from portal import outbox  # noqa: E402 -- same
from portal.notices import sending, texts  # noqa: E402 -- same
from portal.outbox import Message  # noqa: E402 -- same

LONGEST = 0.06  # seconds of a life once connected: a few mails


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
    sending.send([texts.told(message, message.thing)], message.message_id)
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
    """True when it was alive: a life that ended by itself is no kill. It is at work when it is killed."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            pending().exists()  # it has its connection
            os.write(told, b"x")
            live(mode)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(told)
    os.read(heard, 1)
    os.close(heard)
    time.sleep(randomly.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a life broke by itself")
    return os.WIFSIGNALED(status)


def main(kills, mode):
    randomly = random.Random(2026)
    done = 0
    while done < kills and pending().exists():
        connection.close()  # a fork has its own
        done += killed_once(mode, randomly)
    if done < kills:
        sys.exit(f"only {done} kills: more mails are needed")
    live(mode)
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
