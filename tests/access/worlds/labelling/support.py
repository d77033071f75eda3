"""World of advisory support: one to answer and one planned of our organism, one of another."""

from labelling.committee.support import actions
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.access.people import OFFICE, OWN


def fill(world):
    ours = (*OWN, *OFFICE)
    asked = _request(world, "ours", world.organism, "chloe", ours)
    planned = _request(world, "planned", world.organism, "chloe", ours)
    sonia, step = world.people["sonia"], planned.workflow.fire
    adviser = factories.make_user("Delphine", "Conseil", roles=[Role.DEPUTY])  # BR-21
    planned = step(planned, "accept", by=sonia, adviser=adviser, planned_on=clock.today())
    told = _request(world, "told", world.organism, "chloe", ours)
    told = step(told, "decline", by=sonia, reason=world.canary("supportreason", *ours))
    theirs = _request(world, "theirs", world.other, "bob", ("bob", *OFFICE))
    for side, one in (("ours", asked), ("theirs", theirs)):
        world.things[side]["support"] = one.reference
    for side, one in (("planned_support", planned), ("declined_support", told)):
        world.things[side] = world.things["ours"] | {"support": one.reference}


def _request(world, side, organism, by, readers):
    subject, need = (world.canary(f"support{side}{name}", *readers) for name in ("subject", "need"))
    return actions.request(organism, by=world.people[by], subject=subject, need=need)
