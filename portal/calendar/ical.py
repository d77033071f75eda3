"""iCalendar export (RFC 5545): time zone, stable UIDs, moved and cancelled events."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from portal.core import clock

PRODUCT = "-//Quali’Hlm//Portail//FR"
REFRESH = timedelta(hours=6)
NEVER = datetime(2016, 1, 1, tzinfo=UTC)  # of what keeps no trace of its changes
SHORTEST = timedelta(hours=1)  # of what has a beginning and no known end
LAST_WORDS = "Vu dans l’espace membre"


def calendar(moments, *, name, is_public=False):
    """The bytes of a calendar: the same moments give the same bytes.

    `is_public` leaves the sober titles alone: no name, no place of what is confidential.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in moments:
        whole.add_component(_event(one, is_public=is_public))
    whole.add_missing_timezones()
    return whole.to_ical()


def _event(one, *, is_public):
    event, changed_at = Event(), (one.revised_at or NEVER).astimezone(UTC)
    event.add("uid", one.uid)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", one.revision)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("summary", one.outside if is_public else one.title)
    event.add("categories", [one.kind_label])
    _add_dates(event, one)
    if one.url:
        event.add("url", settings.PORTAL_ADDRESS + one.url)
    event.add("description", f"{LAST_WORDS} {one.why}.")
    if one.place and not one.is_cancelled:
        event.add("location", one.place)
    return event


def _add_dates(event, one):
    """All-day events end on the next day (RFC 5545) and are marked as free time."""
    if one.is_all_day:
        event.add("dtstart", one.day)
        event.add("dtend", one.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", one.starts_at.astimezone(clock.PARIS))
    end = one.ends_at or one.starts_at.astimezone(UTC) + SHORTEST
    event.add("dtend", end.astimezone(clock.PARIS))
