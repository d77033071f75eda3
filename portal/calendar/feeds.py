"""Calendar feed at a secret address: created, renewed, closed, and its content."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from icalendar import Calendar, Event

from portal.access.models import User
from portal.calendar.dates import forecasts, moments
from portal.calendar.models import CalendarFeed, fingerprint, new_secret
from portal.core import clock
from portal.workflow import audit_log

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


BEHIND, AHEAD = timedelta(days=92), timedelta(days=550)
MADE = "{} a ouvert l’adresse personnelle de son agenda."
RENEWED = "{} a renouvelé l’adresse personnelle de son agenda\u00a0: l’ancienne ne répond plus."
CLOSED = "{} a fermé l’adresse personnelle de son agenda."


@transaction.atomic
def renew(person):
    """A new secret, shown once; the former, if any, leads nowhere from now on."""
    person = _held(person)
    secret = new_secret()
    facts = {"digest": fingerprint(secret), "made_at": clock.now(), "read_on": None}
    _, is_new = CalendarFeed.objects.update_or_create(person=person, defaults=facts)
    sentence = (MADE if is_new else RENEWED).format(person)
    audit_log.write(person, by=person, act="calendar_feed", sentence=sentence)
    return secret


@transaction.atomic
def close(person):
    """Close the feed; idempotent."""
    person = _held(person)
    gone, _ = CalendarFeed.objects.filter(person=person).delete()
    if gone:
        audit_log.write(
            person, by=person, act="calendar_feed_closed", sentence=CLOSED.format(person)
        )


def _held(person):
    """Row of the person, locked, since the audit log of one thing is one chain."""
    return User.objects.select_for_update().get(pk=person.pk)


def content(feed):
    """The calendar as of now: rights asked again, sober titles, what is cancelled said so, what is foreseen last."""
    today = clock.today()
    found = moments(feed.person, today - BEHIND, today + AHEAD, with_cancelled=True)
    foreseen = forecasts(feed.person, but={one.code for one in found})
    return calendar([*found, *foreseen], name="Mon agenda Quali’Hlm", is_public=True)


def note_reading(feed):
    """Record the day of the last read, so that a person notices a forgotten device."""
    if feed.read_on != clock.today():
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=clock.today())
