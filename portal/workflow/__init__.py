"""Workflow engine: tables of transitions, guards, refusals, locks."""

from portal.workflow.engine import WORKFLOWS, Stateful, Workflow, acting, locked
from portal.workflow.tables import (
    Closed,
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

__all__ = (
    "WORKFLOWS",
    "Closed",
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
