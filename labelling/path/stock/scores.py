"""Self-rating of a residence: five axes, index, level, coverage of the stock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

WORST = 4


class Level(StrEnum):
    PRIORITY = "priority"
    WATCH = "watch"
    ORDINARY = "ordinary"

    @property
    def label(self) -> str:
        return LEVEL_LABELS[self]


LEVEL_LABELS = {
    Level.PRIORITY: "prioritaire",
    Level.WATCH: "à surveiller",
    Level.ORDINARY: "ordinaire",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """What makes a level: an index (0 to 20), or one axis as bad as `axis_alarm` (BR-18)."""

    priority_from: int = 12
    watch_from: int = 8
    axis_alarm: int = WORST

    @classmethod
    def of(cls, framework):
        """Of a version of the cadre."""
        return cls(
            framework.stock_priority_from, framework.stock_watch_from, framework.stock_axis_alarm
        )


@dataclass(frozen=True, slots=True)
class Rating:
    index: int
    level: Level


@dataclass(frozen=True, slots=True)
class Coverage:
    """Homes rated out of homes in the perimeter; BR-18 asks for `is_complete` before the audit."""

    rated_homes: int
    homes: int

    @property
    def is_complete(self) -> bool:
        return 0 < self.homes <= self.rated_homes

    @property
    def percent(self) -> Decimal | None:
        """Rounded down to one decimal: 99.97 % never reads 100 %. None without a perimeter."""
        if not self.homes:
            return None
        share = Decimal(100 * self.rated_homes) / self.homes
        return min(share, Decimal(100)).quantize(Decimal("0.1"), ROUND_DOWN)


def rate(axes: Sequence[int], scale: Scale) -> Rating:
    """Index from 0 to 20, and the level that the scale gives to it."""
    if len(axes) != 5 or any(axis not in range(WORST + 1) for axis in axes):
        raise ValueError(f"five axes from 0 to {WORST} are needed, not {axes!r}")
    index = sum(axes)
    if index >= scale.priority_from or max(axes) >= scale.axis_alarm:
        return Rating(index, Level.PRIORITY)
    return Rating(index, Level.WATCH if index >= scale.watch_from else Level.ORDINARY)


def score_text(index: int, level: str, scale: Scale) -> str:
    """« 5 sur 20, avec un axe à 4 »: what makes a priority of it where its index does not."""
    is_alarmed = level == Level.PRIORITY and index < scale.priority_from
    return f"{index} sur 20{f', avec un axe à {scale.axis_alarm}' if is_alarmed else ''}"


def coverage(residences: Iterable[tuple[int, bool]]) -> Coverage:
    """From (homes, is_rated) of each residence of the perimeter."""
    rated = total = 0
    for homes, is_rated in residences:
        total += homes
        rated += homes if is_rated else 0
    return Coverage(rated, total)
