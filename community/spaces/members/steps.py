"""First steps of a new member: each derived from a fact; hidden as a whole when done or on request."""

from dataclasses import dataclass

from community.spaces.blocks import register_block
from community.spaces.members.panels import charter_url
from community.spaces.members.roles import MEMBER, place
from community.spaces.models import WelcomeClosed

STEPS = []


@dataclass(frozen=True)
class Step:
    label: str
    is_done: bool
    url: str


def register_step(function, order=100):
    """Register `function(user, space) -> Step`, or None when it does not concern this person."""
    STEPS.append((order, function))
    STEPS.sort(key=lambda row: row[0])
    return function


def steps(user, space):
    """First steps, or nothing: not a member today, hidden, or all done."""
    mine = place(user, space)
    if mine is None or mine.standing.level != MEMBER:
        return []
    if WelcomeClosed.objects.filter(space=space, person=user).exists():
        return []
    found = [step for step in (function(user, space) for _, function in STEPS) if step]
    return [] if all(step.is_done for step in found) else found


def close(user, space):
    """Hide for good; idempotent."""
    WelcomeClosed.objects.get_or_create(space=space, person=user)


def charter_step(user, space):
    return Step("Lire et accepter la charte", place(user, space).is_settled, charter_url(space))


def block(user, space):
    found = steps(user, space)
    done = sum(step.is_done for step in found)
    return ("community/spaces/welcome.html", {"steps": found, "done": done}) if found else None


register_step(charter_step, order=10)
register_block(block, order=10)
