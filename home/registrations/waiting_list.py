"""Seats that an editor adds by publishing an event go to those who wait."""

from django.dispatch import receiver
from wagtail.signals import page_published

from home.pages.events import EventPage
from home.registrations.booking import promote


@receiver(page_published, sender=EventPage, dispatch_uid="home.registrations")
def give_added_seats(instance, **_):
    promote(instance)
