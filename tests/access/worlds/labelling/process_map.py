"""World of the process map: the snapshot of the day, an alert that the deputy has taken up, one that waits."""

from datetime import timedelta

from labelling.steering.process_map.points import actions
from labelling.steering.process_map.snapshots import take
from portal.core import clock
from tests.access.people import OFFICE


def fill(world):
    sonia, paul = world.people["sonia"], world.people["paul"]
    snapshot = take()
    alert = actions.raise_alert("late_reports", snapshot.taken_on)
    alert.workflow.fire(
        alert, "take_up", by=sonia, charge=paul, until=clock.today() + timedelta(days=9),
        plan=world.canary("alertplan", *OFFICE),
    )  # fmt: skip
    waiting = actions.raise_alert("no_quorum", snapshot.taken_on)
    for side in ("ours", "theirs"):
        world.things[side] |= {
            "alert_taken": alert.reference,
            "alert_raised": waiting.reference,
        }
