"""Identity of a background task in the lines logged meanwhile: its key, which the request that asked logged too."""

import logging
from contextvars import ContextVar

from django.dispatch import receiver
from django.tasks.signals import task_enqueued, task_finished, task_started

from portal.core.logs import REQUEST_ID

logger = logging.getLogger("portal.ops.task_log")
# Of the request, or of the tasks, inside of which a task is done at once: the last is the nearest.
_outer = ContextVar("outer", default=())


@receiver(task_enqueued)
def say_who_asked(task_result, **_):
    """Django says it at the level DEBUG, and to whoever runs a command too."""
    if REQUEST_ID.get():
        logger.info("task %s enqueued: %s", task_result.id, task_result.task.module_path)


@receiver(task_started)
def bear(task_result, **_):
    _outer.set((*_outer.get(), REQUEST_ID.get()))
    REQUEST_ID.set(str(task_result.id))


@receiver(task_finished)
def bear_no_more(**_):
    *others, nearest = _outer.get()
    _outer.set(tuple(others))
    REQUEST_ID.set(nearest)
