"""Faults of the committee: quorum, votes, conflicts of interest, minutes."""

from tests.faults.changes import answer, edit
from tests.faults.fault import Fault

TESTS = "tests/labelling/committee"

FAULTS = (
    Fault(
        "quorum-rounded-down",
        "BR-54\u00a0: six sièges sur treize suffisent à décider.",
        "labelling.framework.voting.quorum_needed",
        edit("ceil(", "floor("),
        f"{TESTS}/test_votes.py::test_the_quorum_follows_annex_d[13-0-7-13]",
    ),
    Fault(
        "majority-half",
        "BR-55\u00a0: la moitié juste des voix suffit à accorder le label.",
        "labelling.framework.voting.Tally.simple",
        edit("floor(self.cast * self.rules.majority) + 1", "ceil(self.cast * self.rules.majority)"),
        "tests/labelling/framework/test_voting.py::test_every_vote_of_three_seats[withdrawal]",
    ),
    Fault(
        "recused-ballot-counted",
        "BR-52\u00a0: la voix de qui s’est retiré compte.",
        "labelling.committee.votes.standing",
        edit(".exclude(seat__in=out).exclude(user__in=recused)", ""),
        f"{TESTS}/open_vote/test_ballots.py::test_the_ballot_of_who_withdraws_is_rejected_before_counting",
    ),
    Fault(
        "conflict-of-member-not-found",
        "BR-53\u00a0: un membre du comité vote sur l’organisme dont il est salarié.",
        "labelling.committee.interests.found",
        edit("_members_of(organism)", "()"),
        f"{TESTS}/test_conflicts.py::test_the_portal_looks_again_when_the_vote_opens",
    ),
    Fault(
        "open-major-granted",
        "BR-35\u00a0: le label est accordé malgré une non-conformité majeure ouverte.",
        "labelling.committee.votes.is_grant_barred",
        answer(False),
        f"{TESTS}/open_vote/test_decisions.py::test_an_open_major_removes_the_grant[open-True]",
    ),
    Fault(
        "minutes-not-fingerprinted",
        "BR-59\u00a0: le relevé approuvé peut changer sans que rien ne le dise.",
        "labelling.committee.minutes.is_intact",
        answer(True),
        f"{TESTS}/open_vote/test_minutes.py::test_approved_minutes_are_fingerprinted",
    ),
)
