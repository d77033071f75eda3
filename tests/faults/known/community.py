"""Faults of the communities: who writes, what stays hidden, what nobody may join."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/community"

FAULTS = (
    Fault(
        "paused-member-writes",
        "BR-88\u00a0: l’organisme dont le label est suspendu écrit encore au club.",
        "community.spaces.members.roles.Place.writes",
        edit("self.standing.level == MEMBER and ", ""),
        f"{TESTS}/threads/test_threads.py::test_br_88_a_paused_or_former_member_reads_and_does_not_write[suspended]",
    ),
    Fault(
        "anonymous-answer-signed",
        "Une réponse anonyme se retrouve\u00a0: les textes sont gardés dans l’ordre où chacun a répondu.",
        "community.polls.actions._add",
        edit("        SHUFFLE(tally.texts)\n", ""),
        f"{TESTS}/polls/test_anonymity.py::test_texts_are_in_no_order_of_arrival",
    ),
)
