"""Access matrix of the cockpit and of the governance, which the office, the presidency and the readers follow."""

from tests.access.lines import PRESIDING, ROOM, seen
from tests.access.people import EVERYBODY, OFFICE, READING

FOLLOWING = (*ROOM, *PRESIDING, *READING)


def _evolution(name, *, ours="ours", **more):
    return seen(f"labelling:{name}", "evolution", by=FOLLOWING, ours=ours, **more)


GOVERNANCE = (
    seen("labelling:cockpit", by=EVERYBODY, write=FOLLOWING),
    seen("labelling:cockpit_cases", by=EVERYBODY, write=OFFICE, literal=("retard",)),
    seen("labelling:cockpit_cases", by=EVERYBODY, write=OFFICE, literal=("silence",)),
    seen("labelling:cockpit_cases", by=EVERYBODY, write=OFFICE, literal=("mois-2026-12",)),
    seen("labelling:governance", by=EVERYBODY, write=FOLLOWING),
    seen("labelling:evolution_propose", by=EVERYBODY, write=(*OFFICE, *PRESIDING)),
    _evolution("evolution"),
    _evolution("evolution", ours="decided"),
    seen("labelling:evolution_compare", "evolution", by=(), ours="ours"),
    _evolution("evolution_act", write=OFFICE, literal=("avis",)),
    _evolution("evolution_act", write=OFFICE, literal=("ecarter",)),
    _evolution("evolution_act", ours="endorsed", write=("sonia",), literal=("decision",)),
    _evolution("evolution_act", ours="decided", write=OFFICE, literal=("projet",)),
    seen("file", "evolution_file", by=FOLLOWING, ours="decided"),
)
