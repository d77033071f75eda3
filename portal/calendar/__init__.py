"""Calendar of a person: events derived from the data of every app, never copied."""

from portal.calendar.dates import (
    KINDS,
    Dates,
    Moment,
    Row,
    dates,
    moments,
    provider,
    register_forecast,
    register_kind,
)

__all__ = (
    "KINDS",
    "Dates",
    "Moment",
    "Row",
    "dates",
    "moments",
    "provider",
    "register_forecast",
    "register_kind",
)
