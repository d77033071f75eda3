"""Access matrix of advisory support: an organism reads its own, the référent and the deputy read all."""

from tests.access.lines import seen
from tests.access.people import EVERYBODY, OFFICE, OWN

READING = (*OWN, *OFFICE)


def _step(slug, by, **more):
    return seen("labelling:support_act", "support", by=READING, write=by, literal=(slug,), **more)


SUPPORT = (
    seen("labelling:support_list", by=EVERYBODY, write=(*READING, "bob")),
    seen("labelling:support_request", by=EVERYBODY, write=(*OWN, "bob")),
    seen("labelling:support", "support", by=READING),
    seen("labelling:support", "support", by=READING, ours="declined_support"),
    _step("accepter", OFFICE),
    _step("decliner", OFFICE),
    _step("retirer", OWN),
    _step("clore", OFFICE, ours="planned_support"),
    _step("deplacer", OFFICE, ours="planned_support"),
)
