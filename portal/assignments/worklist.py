"""Tasks that an office shares: to do for who has taken the thing, waiting for them at the others'."""

from dataclasses import replace

from portal.assignments.registry import read_bearers
from portal.web import worklist


def tell(user, bearer, task):
    """While its bearer is absent or no more of the office, what they had taken is to do by the others again."""
    if bearer.person_id == user.pk:
        return replace(task, context=f"{task.context}, vous vous en chargez")
    task = replace(task, context=f"{task.context}, {bearer.said}")
    if task.list != worklist.DO or not bearer.is_acting:
        return task
    return replace(task, list=worklist.WAIT, hand=bearer.name, button="Ouvrir")


worklist.register_sharing(read_bearers, tell)
