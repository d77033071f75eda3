"""Scenarios: files of dated acts, replayed through the real engine (docs/scenario.md)."""

from portal.scenario.acts import ACTS, SCREENS, act
from portal.scenario.mistakes import ScenarioError

__all__ = ("ACTS", "SCREENS", "ScenarioError", "act")
