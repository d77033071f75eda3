"""Factories of organisms whose mails are to come: renewal, end of a label, complements, a queued mail."""

from datetime import timedelta

from portal.core import clock
from portal.models import Message
from tests import factories
from tests.labelling.labels.factories import make_label

SPAN = 28


def make_coming(number, *, first=0):
    """`number` organisms of two people; each has four mails to come, spread over 28 days."""
    return [_one(first + n) for n in range(number)]


def _one(n):
    organism = factories.make_organism()
    people = [factories.make_member(organism) for _ in range(2)]
    today, later = clock.today(), timedelta(days=1 + n % SPAN)
    renewed = make_label(organism)
    days = max(renewed.reminder_days("BR-75"))
    type(renewed).objects.filter(pk=renewed.pk).update(end_on=today + later + timedelta(days))
    ending = make_label(factories.make_organism())
    factories.make_member(ending.organism)
    type(ending).objects.filter(pk=ending.pk).update(end_on=today + later - timedelta(1))
    dossier = factories.make_dossier(organism, state="to_complete", due_on=today + later)
    queue(dossier, people[0])
    return organism


def queue(thing, person, key="dossier.complement_requested", **fields):
    return Message.objects.create(
        event_key=f"{key}:{thing.pk}:{person.pk}:{fields.pop('event', 1)}",
        person=person,
        notice=key,
        template=f"labelling/dossiers/mail/{key.split('.')[-1]}.txt",
        thing_type=thing._meta.label_lower,
        thing_id=thing.pk,
        **fields,
    )
