"""Permissions: who may act (`rules`), who sees (`visibility`), one definition each, with French labels."""

from portal.access.rules import Rule, clock, nobody, role, rule
from portal.access.visibility import (
    ALL,
    NONE,
    Bound,
    QuerySet,
    Seen,
    Through,
    Visibility,
    conditions,
    register_visibilities,
    sees,
    through,
    visibilities_of,
    visible_condition,
    who_sees,
    with_reasons,
)

__all__ = [
    "ALL",
    "NONE",
    "Bound",
    "QuerySet",
    "Rule",
    "Seen",
    "Through",
    "Visibility",
    "clock",
    "conditions",
    "nobody",
    "register_visibilities",
    "role",
    "rule",
    "sees",
    "through",
    "visibilities_of",
    "visible_condition",
    "who_sees",
    "with_reasons",
]
