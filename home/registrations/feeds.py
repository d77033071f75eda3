"""iCalendar files (RFC 5545) of the agenda, and the events found by their slug."""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from home.pages.events import EventPage
from home.site_map.tree import for_all
from portal.core import clock

PRODUCT = "-//Quali’Hlm//Portail//FR"
RESERVED = "Rendez-vous réservé\u00a0: connectez-vous au portail pour le lieu et le programme."


def event_called(slug):
    """The published event of that slug, or None."""
    return for_all(EventPage.objects).filter(slug=slug).first()


def calendar(events, *, name, user=None):
    """iCalendar bytes with their VTIMEZONE; a reserved event shows its dates only.

    Without a `user` it is for who has a seat: all is told.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    for event in events:
        whole.add_component(_entry(event, is_open=user is None or event.opens_to(user)))
    whole.add_missing_timezones()
    return whole.to_ical()


def _entry(event, *, is_open):
    entry = Event()
    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    entry.add("uid", f"{event.translation_key}@{host}")
    entry.add("dtstamp", event.last_published_at or event.latest_revision_created_at or clock.now())
    entry.add("dtstart", event.starts_at.astimezone(clock.PARIS))
    entry.add("dtend", event.ends_at.astimezone(clock.PARIS))
    entry.add("summary", event.title)
    entry.add("categories", [event.get_kind_display()])
    entry.add("url", settings.PORTAL_ADDRESS + event.address)
    entry.add("description", event.intro if is_open else RESERVED)
    if is_open and event.place:
        entry.add("location", event.place)
    return entry
