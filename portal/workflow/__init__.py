"""Workflow engine: tables of transitions, guards, refusals, locks."""

from portal.transitions import (
    Condition,
    Forbidden,
    Offer,
    Problem,
    Refused,
    Reminder,
    Stale,
    Timed,
    Transition,
    guard,
)
from portal.workflow.engine import WORKFLOWS, Stateful, Workflow, acting, locked

__all__ = (
    "WORKFLOWS",
    "Condition",
    "Forbidden",
    "Offer",
    "Problem",
    "Refused",
    "Reminder",
    "Stale",
    "Stateful",
    "Timed",
    "Transition",
    "Workflow",
    "acting",
    "guard",
    "locked",
)
