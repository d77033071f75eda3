"""One calendar: moments derived from what the apps know, for the person who asks, never copied."""

from portal.calendar.dates import Dates, Row, dates
from portal.calendar.moments import KINDS, Moment, moments, provider

__all__ = ("KINDS", "Dates", "Moment", "Row", "dates", "moments", "provider")
