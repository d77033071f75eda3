"""Identity of a background task in the lines logged meanwhile: its key, which the request that asked logged too."""

from contextvars import ContextVar

from django.dispatch import receiver
from django.tasks.signals import task_finished, task_started

from portal.core.logs import REQUEST_ID

# Of the request, or of the tasks, inside of which a task is done at once: the last is the nearest.
_outer = ContextVar("outer", default=())


@receiver(task_started)
def bear(task_result, **_):
    _outer.set((*_outer.get(), REQUEST_ID.get()))
    REQUEST_ID.set(str(task_result.id))


@receiver(task_finished)
def bear_no_more(**_):
    *others, nearest = _outer.get()
    _outer.set(tuple(others))
    REQUEST_ID.set(nearest)
