"""Stated rules of the strong points and of the alerts: dated thresholds over the readings of the process map."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.core import clock
from portal.core.data_files import read_data
from portal.ui import words

FILE = Path(__file__).parents[3] / "data" / "points" / "points.yaml"
ALERT, STRONG = "alert", "strong"


@dataclass(frozen=True)
class PointRule:
    """`threshold` is in the unit of its indicator; `months` is the period, 0 for what is so on the day."""

    code: str
    kind: str
    indicator: str
    title: str
    says: str
    threshold: float
    at_least: int
    months: int
    version: str = ""

    def is_reached(self, value, population):
        """Of an alert, by what is too much; of a strong point, by what stays low; never of too few cases."""
        if value is None or population < self.at_least:
            return False
        return value >= self.threshold if self.kind == ALERT else value <= self.threshold


@dataclass(frozen=True)
class RulesOfPoints:
    code: str
    effective_from: date
    source_note: str
    points: tuple

    @property
    def shown_note(self):
        return words.provisional(self.source_note)


def versions():
    """Every version, the latest first."""
    found = [_version(**one) for one in read_data(FILE)["versions"]]
    return tuple(sorted(found, key=lambda one: one.effective_from, reverse=True))


def _version(points, **facts):
    rules = tuple(PointRule(version=facts["code"], **one) for one in points)
    return RulesOfPoints(points=rules, **facts)


def in_force(day=None):
    """The version of a day; None before the first."""
    day = day or clock.today()
    return next((one for one in versions() if one.effective_from <= day), None)


def rules(day=None):
    version = in_force(day)
    return version.points if version else ()


def rule_of(code):
    """The rule of that code in the latest version that states it; None."""
    return next((rule for one in versions() for rule in one.points if rule.code == code), None)
