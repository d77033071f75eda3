"""World of retention: durations that the référent proposes, which the data protection officer answers."""

from datetime import timedelta

from portal.core import clock
from portal.retention.versions import actions

KEEPERS = ("sonia", "paul", "dpo", "tech")


def fill(world):
    sonia = world.people["sonia"]
    version = actions.begin(by=sonia)
    version = actions.edit(version, "mail", {"active": "6m"}, by=sonia)
    facts = {
        "starts_on": clock.today() + timedelta(days=30),
        "note": world.canary("durees", *KEEPERS),
    }
    version.workflow.fire(version, "propose", by=sonia, **facts)
    for side in ("ours", "theirs"):
        world.things[side]["retention_version"] = version.reference
