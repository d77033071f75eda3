"""Attendance at an event: ticked by the organiser, people who came without registering included."""

from django.db import transaction
from django.db.models import Count, Q

from home.registrations.booking import held
from home.registrations.models import Registration
from portal.core import clock
from portal.models import User
from portal.workflow import Problem, Refused, audit_log

TOO_SOON = "Les présences se notent à partir du jour du rendez-vous."


def stands(event):
    """Those expected and those who came, by name, to be found at the door."""
    rows = event.registrations.filter(cancelled_at=None)
    return rows.select_related("person").order_by("name__french", "pk")


def may_be_noted(event):
    return clock.today() >= event.starts_at.astimezone(clock.PARIS).date()


@transaction.atomic
def note(event, present, *, by):
    """Record who came (keys of registrations); the others did not. Idempotent."""
    event = _open(event)
    now, rows = clock.now(), stands(event)
    came = _came(rows, present, now)
    gone = rows.filter(attended_at__isnull=False, asked_at=None).exclude(pk__in=present)
    left = gone.update(attended_at=None)
    if came or left:
        many = rows.filter(attended_at__isnull=False).count()
        sentence = f"{by} a noté les présences\u00a0: {many} en tout."
        audit_log.write(event, by=by, act="attendance", sentence=sentence)
    return came + left


def _came(rows, present, now):
    """Whoever was waiting and came had a seat in the end."""
    new = rows.filter(pk__in=present, attended_at=None)
    new.filter(confirmed_at=None).update(confirmed_at=now)
    return new.update(attended_at=now)


@transaction.atomic
def walk_in(event, *, by, name, email, organisation=""):
    """Somebody who came without registering; one row an address."""
    event = _open(event)
    now = clock.now()
    known = event.registrations.filter(email=email.lower(), cancelled_at=None).first()
    one = known or Registration(event=event, email=email.lower(), name=name, is_walk_in=True)
    one.organisation = one.organisation or organisation
    one.person = one.person or User.objects.filter(email__iexact=email, is_active=True).first()
    one.confirmed_at, one.attended_at = one.confirmed_at or now, one.attended_at or now
    one.save()
    sentence = f"{by} a noté une personne venue sans inscription."
    audit_log.write(event, by=by, act="walk_in", sentence=sentence)
    return one


def _open(event):
    event = held(event)
    if not may_be_noted(event):
        raise Refused(Problem("too_soon", TOO_SOON))
    return event


def counts(event):
    """{expected, present, walk_ins} of an event, in one query."""
    came = Q(attended_at__isnull=False)
    return event.registrations.filter(cancelled_at=None).aggregate(
        expected=Count("pk", filter=Q(confirmed_at__isnull=False, is_walk_in=False)),
        present=Count("pk", filter=came),
        walk_ins=Count("pk", filter=came & Q(is_walk_in=True)),
    )
