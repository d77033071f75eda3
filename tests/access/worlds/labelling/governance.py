"""World of the governance: an evolution that the presidency proposed, another that the COMEX decided."""

from labelling.committee.governance import actions
from portal.core import clock
from portal.scenario.files import document
from tests.access.lines import PRESIDING, ROOM
from tests.access.people import READING

FOLLOWING = (*ROOM, *PRESIDING, *READING)


def fill(world):
    carla, sonia = world.people["carla"], world.people["sonia"]
    said = {
        name: world.canary(f"evolution{name}", *FOLLOWING) for name in ("title", "change", "reason")
    }
    proposed = actions.propose(carla, **said)
    decided = actions.propose(sonia, **said, origin="commission", proposed_on=clock.today())
    step, today = decided.workflow.fire, clock.today()
    reference = world.canary("evolutionopinion", *FOLLOWING)
    decided = step(decided, "endorse", by=sonia, endorsed_on=today, reference=reference)
    endorsed = actions.propose(sonia, **said, origin="referent", proposed_on=today)
    endorsed = endorsed.workflow.fire(
        endorsed, "endorse", by=sonia, endorsed_on=today, reference=reference
    )
    file = document("Relevé du COMEX", world.canary("evolutionminutes", *FOLLOWING))
    decided = step(decided, "decide", by=sonia, decided_on=today, reference="CX-1", file=file)
    for side in ("ours", "theirs"):
        world.things[side]["evolution"] = proposed.reference
    world.things["endorsed"] = world.things["ours"] | {"evolution": endorsed.reference}
    world.things["decided"] = world.things["ours"] | {
        "evolution": decided.reference, "evolution_file": str(decided.decided_file.token),
    }  # fmt: skip
