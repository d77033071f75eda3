"""World of the public site: pages, events and registrations, a size of an image."""

from django.core.cache import cache

from home.models import EventPage
from home.registrations import actions
from home.search.entries import keep
from home.uploads.pictures import make_sizes
from tests.access.people import OFFICE
from tests.home.blocks.factories import make_image
from tests.home.factories import make_event, make_news


def fill(world):
    cache.clear()  # the sizes of an image of an earlier test, under the same number
    image = make_image()
    make_sizes.func(image.pk)  # as the worker does
    name = image.renditions.first().file.name.rpartition("/")[2]
    make_news("Une nouvelle")
    event = make_event("Journée ouverte", slug="ouverte", takes_registrations=True)
    organisers = ("dircom", *OFFICE)
    who = {
        "name": world.canary("inscritnom", *organisers),
        "organisation": world.canary("inscritorg", *organisers),
        "needs": world.canary("inscritbesoin", *organisers),
    }
    registration = actions.register(event, email="venue@exemple.fr", **who)
    club = _club_event(world, organisers)
    keep([event, club])
    things = {
        "rendition": name,
        "page": "accueil/contact",
        "event": event.slug,
        "club_event": club.slug,
        "registration_token": registration.get_absolute_url().split("/")[2],
    }
    for whose in ("ours", "theirs"):
        world.things[whose] |= things


def _club_event(world, organisers):
    """What a reserved event says is for its club (Alice and Chloé) and for who organises."""
    readers = ("alice", "chloe", *organisers)
    return make_event(
        "Journée réservée",
        slug="reservee",
        audience=EventPage.Audience.CLUB,
        takes_registrations=True,
        intro=world.canary("clubintro", *readers),
        place=world.canary("clublieu", *readers),
        search_description=world.canary("clubresume", *readers),
    )
