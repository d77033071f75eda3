"""Comparison of a version of the durations with the one before it, line by line, tried on what is kept today."""

from dataclasses import dataclass
from datetime import timedelta

from portal.core import clock
from portal.retention import durations, listing
from portal.retention.registry import KEEPINGS, Keeping

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Line:
    """A line of the register under both versions; how many things each says over, None where nothing counts them."""

    keeping: Keeping
    before: durations.Period
    after: durations.Period
    over_before: int | None = None
    over_after: int | None = None

    @property
    def is_changed(self):
        return self.before != self.after

    @property
    def shown_before(self):
        return self.before.shown(self.keeping.since)

    @property
    def shown_after(self):
        return self.after.shown(self.keeping.since)


def former(version):
    """The version that this one replaces: in force the day before it, or today while it has no date."""
    day = version.starts_on - timedelta(days=1) if version.starts_on else clock.today()
    return durations.version(day)


def lines(version):
    """All of them, in the order of the durations, not tried."""
    before, after = former(version).periods, durations.read(version.periods)
    return [
        Line(KEEPINGS[code], one, after.get(code, one))
        for code, one in before.items()
        if code in KEEPINGS
    ]


def tried(version):
    """The same with what would be over today, in one query: numbers alone."""
    found = lines(version)
    parts = []
    for line in found:
        if line.keeping.over:
            for which, period in ((BEFORE, line.before), (AFTER, line.after)):
                parts.append(
                    listing.count_of(line.keeping.code, which, line.keeping.due(period=period))
                )
    counts = listing.counted(parts)
    return [_with_counts(line, counts) for line in found]


def _with_counts(line, counts):
    if line.keeping.over is None:
        return line
    code = line.keeping.code
    return Line(
        line.keeping,
        line.before,
        line.after,
        counts.get((code, BEFORE), 0),
        counts.get((code, AFTER), 0),
    )


def changed(version):
    """How many lines differ."""
    return sum(line.is_changed for line in lines(version))
