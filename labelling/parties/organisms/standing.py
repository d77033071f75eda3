"""Standing in a community: member, paused, or reading for some months more (BR-88)."""

from dataclasses import dataclass
from datetime import date

from portal.core.working_days import add_months

MEMBER, PAUSED, READER = "member", "paused", "reader"
ORDER = (READER, PAUSED, MEMBER)


@dataclass(frozen=True)
class Standing:
    """`until` is the last day of reading; `because` completes « parce que »."""

    level: str
    because: str
    until: date | None = None

    @property
    def rank(self):
        return ORDER.index(self.level), self.until or date.max


def best(standings):
    """The most open of several, or None."""
    return max((one for one in standings if one), key=lambda one: one.rank, default=None)


def reading_after(ended_on, months, today, because):
    """BR-88: read access goes on for `months` after the status is lost; None once they are over."""
    until = add_months(ended_on, months)
    return Standing(READER, because, until) if ended_on <= today <= until else None
