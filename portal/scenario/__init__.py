"""Scenarios: files of dated acts, replayed through the real engine (docs/scenario.md)."""

from portal.scenario.registry import ACTS, SCREENS, ScenarioError, act

__all__ = ("ACTS", "SCREENS", "ScenarioError", "act")
