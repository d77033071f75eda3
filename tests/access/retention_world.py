"""World of retention: durations that the référent proposes, which the data protection officer answers."""

from datetime import timedelta

from django.db import connection

from portal.cache import versions
from portal.core import clock
from portal.models import RetentionVersion
from portal.retention import version_editing

KEEPERS = ("sonia", "paul", "dpo", "tech")


def fill(world):
    sonia = world.people["sonia"]
    version = version_editing.begin(by=sonia)
    version = version_editing.edit(version, "mail", {"active": "6m"}, by=sonia)
    facts = {
        "starts_on": clock.today() + timedelta(days=30),
        "note": world.canary("durees", *KEEPERS),
    }
    version.workflow.fire(version, "propose", by=sonia, **facts)
    for side in ("ours", "theirs"):
        world.things[side]["retention_version"] = version.reference
    _put_in_force_nothing()


def _put_in_force_nothing():
    """What is proposed changes no duration: the laws read these from the cache, as any other transaction."""
    act = versions.raising(RetentionVersion._meta.db_table)
    connection.run_on_commit = [
        waiting for waiting in connection.run_on_commit if waiting[1] is not act
    ]
