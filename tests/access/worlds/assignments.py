"""World of absences and of shared work: an absence of each of the label office, a dossier that Sonia had taken."""

from datetime import timedelta

from labelling.models import LabelDossier
from portal.assignments import actions
from portal.assignments.actions import declare
from portal.core import clock

OFFICERS = ("sonia", "paul", "nora", "dircom", "dpo", "tech")


def fill(world):
    """To come: nobody is absent in the world, whose homes and mails are those of every day."""
    sonia, paul = world.people["sonia"], world.people["paul"]
    first = clock.today() + timedelta(days=60)
    declare(paul, from_on=first, until_on=first + timedelta(days=5), by=sonia)
    first += timedelta(days=30)
    own = declare(sonia, from_on=first, until_on=first + timedelta(days=5), by=sonia)
    dossier = LabelDossier.objects.get(reference=world.things["ours"]["dossier"])
    actions.take(dossier, by=sonia)
    actions.release(
        dossier, by=sonia
    )  # what is taken waits at the others': the turns are those of every day
    world.things["ours"] |= {"absence": own.reference, "charge": "dossiers"}
