"""Promotion from the waiting list when an editor adds seats by publishing the event."""

from django.dispatch import receiver
from wagtail.signals import page_published

from home.pages.events import EventPage
from home.registrations.booking import promote


@receiver(page_published, sender=EventPage, dispatch_uid="home.registrations")
def give_added_seats(instance, **_):
    promote(instance)
