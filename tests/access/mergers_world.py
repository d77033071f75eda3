"""World of mergers: an organism that ours has absorbed."""

from labelling.organisms.mergers import Merger
from portal.core import clock
from tests import factories
from tests.access.people import OFFICE, OWN

READERS = (*OWN, *OFFICE, "nora")


def fill(world):
    gone = factories.make_organism("Office disparu", is_active=False)
    Merger.objects.create(
        absorbed=gone, absorbing=world.organism, effective_on=clock.today(),
        act=world.canary("mergeract", *READERS), reason=world.canary("mergerreason", *READERS),
        registered_by=world.people["sonia"],
    )  # fmt: skip
    world.things["ours"]["gone"] = gone.slug
