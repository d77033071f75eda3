"""Killed mail workers: each life is a fork of this process, ended by SIGKILL at a random moment.

Nothing is imported anew: a life has its own connection and dies at work. The last one is let to end.
"""

import os
import random
import signal
import time
import traceback

from django.db import connection, transaction

from portal.notifications import delivery, outbox, rendering
from portal.notifications.models import Message

LONGEST = 0.04  # seconds of a life once connected: a few mails


def pending():
    return Message.objects.filter(state=Message.State.PENDING)


def deliver():
    """The worker's own turn."""
    outbox.deliver_due()


def mark_then_send():
    """The control: what a crash between the two loses, nobody knows."""
    with transaction.atomic():
        message = pending().select_for_update(skip_locked=True).order_by("pk").first()
        if message is None:
            return
        message.state = Message.State.SENT
        message.save(update_fields=["state"])
    delivery.send([rendering.prepare_message(message, message.thing)], message.message_id)


def live(turn):
    """Send until nothing waits; what a life just killed still locks is waited for."""
    while pending().exists():
        turn()
        time.sleep(0.001)


def is_killed(turn, after):
    """True when it was alive: a life that ended by itself is no kill."""
    heard, told = os.pipe()
    connection.close()  # a fork has its own
    child = os.fork()
    if child == 0:
        _life(turn, told)
    os.close(told)
    os.read(heard, 1)
    os.close(heard)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a life broke by itself")
    return os.WIFSIGNALED(status)


def _life(turn, told):
    """Never returns: nothing of the tests' own process runs in the fork."""
    try:
        pending().exists()  # it has its connection
        os.write(told, b"x")
        live(turn)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def kill(times, turn):
    """Kill `times` lives, then let one end."""
    randomly, done = random.Random(2026), 0
    while done < times:
        if not pending().exists():
            raise RuntimeError(f"only {done} kills: more mails are needed")
        done += is_killed(turn, randomly.uniform(0, LONGEST))
    live(turn)
