"""Seats given and taken back, under a lock of the event: the last one goes to one person."""

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from home.pages.events import SEATED, EventPage, registration_state
from home.registrations.models import Registration
from home.registrations.notices import PROMOTED, RECEIVED
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Problem, Refused, audit_log

TOPIC = "home/agenda"
CLOSED = {
    "": "On ne s’inscrit pas à ce rendez-vous sur ce site.",
    "over": "Ce rendez-vous a commencé ou il est passé\u00a0: on ne s’y inscrit plus.",
    "closed": "Les inscriptions à ce rendez-vous sont closes.",
}


def held(event):
    """The event, locked until the end of the transaction."""
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)


def free_seats(event):
    """Seats left; None without limit."""
    if event.capacity is None:
        return None
    taken = event.registrations.filter(**SEATED).count()
    return max(0, event.capacity - taken)


def register(event, *, email, **fields):
    """The registration of this address; idempotent. Refused when closed.

    A row made without account under a member's address becomes theirs.
    """
    email = email.lower()
    with transaction.atomic():
        event = held(event)
        if registration_state(event) != "open":
            raise Refused(Problem("closed", CLOSED[registration_state(event)]))
        if known := event.registrations.filter(email=email, cancelled_at=None).first():
            return _taken(known, fields.get("person"))
        seat = free_seats(event) != 0
        one = Registration.objects.create(
            event=event, email=email, confirmed_at=clock.now() if seat else None, **fields
        )
        said = "confirmée" if seat else "en liste d’attente"
        audit_log.write(
            event, by=None, act="register", sentence=f"Une inscription est reçue, {said}."
        )
        tell(RECEIVED, one)
    return one


def _taken(known, person):
    if person is not None and known.person_id is None:
        known.person = person
        known.save(update_fields=["person"])
    return known


def tell(notice, one):
    """Mail the member, or the address of who has no account; one mail however often it is called."""
    if one.person_id:
        outbox.write_once(notice, one, key=str(one.pk), topic=TOPIC)
    else:
        outbox.write_to_address(notice, one, one.email, key=str(one.pk), topic=TOPIC)


def may_cancel(registration):
    """Until the event is over, unless recorded as present."""
    return registration.attended_at is None and not registration.event.is_over


def cancel(registration):
    """Give the seat back to the first on the waiting list. Idempotent."""
    with transaction.atomic():
        event = held(registration.event)
        one = Registration.objects.get(pk=registration.pk)
        if one.cancelled_at is None and one.attended_at is None:
            one.cancelled_at = clock.now()
            one.save(update_fields=["cancelled_at"])
            audit_log.write(event, by=None, act="cancel", sentence="Une inscription est annulée.")
            _promote(event)


def promote(event):
    """Give to the waiting list the seats that an editor has added."""
    with transaction.atomic():
        _promote(held(event))


def _promote(event):
    waiting = event.registrations.filter(cancelled_at=None, confirmed_at=None)
    for one in waiting.order_by("registered_at", "pk")[: free_seats(event)]:
        if registration_state(event) == "over":
            return
        one.confirmed_at = clock.now()
        one.save(update_fields=["confirmed_at"])
        audit_log.write(
            event, by=None, act="promote", sentence="Une personne en attente a une place."
        )
        tell(PROMOTED, one)


@receiver(page_published, sender=EventPage, dispatch_uid="home.registrations")
def give_added_seats(instance, **_):
    promote(instance)
