"""Calendar feed at a secret address: created, renewed, closed, and its content."""

from datetime import timedelta

from django.db import transaction

from portal.access.people import User
from portal.calendar import ical
from portal.calendar.models import CalendarFeed, fingerprint, new_secret
from portal.calendar.moments import forecasts, moments
from portal.core import clock
from portal.workflow import audit_log

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
    return ical.calendar([*found, *foreseen], name="Mon agenda Quali’Hlm", is_public=True)


def note_reading(feed):
    """Record the day of the last read, so that a person notices a forgotten device."""
    if feed.read_on != clock.today():
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=clock.today())
