"""World of the calendar: a feed, an open dossier with its date, an event with a seat of Alice, an opinion."""

from datetime import timedelta

from home.gatherings import listing
from home.gatherings.models import EventMaterial, EventOpinion
from home.models import EventPage, Registration
from home.registrations import actions
from labelling.path.dossiers.models import LabelDossier
from portal import documents
from portal.calendar import feeds
from portal.calendar.models import CalendarFeed
from portal.core import clock
from portal.documents import accept
from portal.scenario.files import document
from tests.access.people import OFFICE

ORGANISERS = ("dircom", *OFFICE)


def fill(world):
    alice = world.people["alice"]
    secret = feeds.renew(
        world.people["dpo"]
    )  # whoever has an address reads: his tells public dates
    CalendarFeed.objects.update(read_on=clock.today())  # a reading writes the day, once
    dated = LabelDossier.objects.filter(reference=world.things["ours"]["dossier"])
    dated.update(due_on=clock.today() + timedelta(days=30))
    event = EventPage.objects.get(slug="ouverte")
    seat = actions.register(event, **listing.account_of(alice), needs="")
    came = _came(world, event)
    material = _material(world, event)
    things = {
        "feed_secret": secret,
        "moment": f"dossier.{dated.get().reference}",
        "opinion_token": came.opinion_url.split("/")[2],
        "material_file": material.file.token,
    }
    for whose in ("ours", "theirs"):
        world.things[whose] |= things
    assert seat.confirmed_at


def _came(world, event):
    """Somebody without account who came, as an organiser notes it, and said what they thought."""
    who = {"name": world.canary("venunom", *ORGANISERS), "organisation": ""}
    came = actions.register(event, email="present@exemple.fr", **who)
    Registration.objects.filter(pk=came.pk).update(attended_at=clock.now())
    EventOpinion.objects.create(event=event, rating=4, comment=world.canary("avis"))
    return came


def _material(world, event):
    """Read by who has a seat, and who organises."""
    title = world.canary("support", "alice", *ORGANISERS)
    dircom = world.people["dircom"]
    one = EventMaterial.objects.create(event=event, number=1, title=title, added_by=dircom)
    one.file = documents.store(
        accept(document("support", "Support de la journée")), holder=one, by=dircom, kind="material"
    )
    one.save(update_fields=["file"])
    return one
