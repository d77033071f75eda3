"""Concurrent votes of one organism: one is saved; a vote and the count do not cross."""

import threading

import pytest

from observatory.trophies import actions
from observatory.trophies.models import TrophyCandidate, TrophyVote
from observatory.trophies.rules import voter
from portal.models import Role
from portal.workflow import Refused
from tests import factories
from tests.labelling.labels.test_races import MANY, together
from tests.observatory.trophies.factories import make_voting

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ballot(transactional_db):
    """(candidate to choose, the organism of eight members who vote)."""
    sonia = factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
    _, (chosen, other, _) = make_voting(sonia)
    return chosen, other.organism


def test_eight_members_of_one_organism_make_one_vote(ballot):
    candidate, organism = ballot
    people = iter([factories.make_member(organism, "contact") for _ in range(MANY)])
    turn = threading.Lock()

    def vote():
        with turn:
            by = next(people)
        try:
            actions.vote(TrophyCandidate.objects.get(pk=candidate.pk), organism, by=by)
        except Refused as refused:
            return refused.codes[0]
        return "kept"

    given = together(vote)

    assert sorted(given) == ["kept", *["voted"] * (MANY - 1)]
    assert TrophyVote.objects.count() == 1


def test_control_without_the_lock_all_have_looked_and_the_database_refuses(ballot):
    """What `vote` would do if nobody waited: every one finds no vote, seven are refused."""
    candidate, organism = ballot
    by = organism.memberships.first().user
    assert voter(by, organism)
    gate = threading.Barrier(MANY)

    def vote():
        found = TrophyVote.objects.filter(category=candidate.category_id, organism=organism)
        assert not found.exists()
        gate.wait()
        TrophyVote.objects.create(
            category_id=candidate.category_id,
            organism=organism,
            candidate=candidate,
            chosen_id=candidate.organism_id,
        )
        return "kept"

    assert together(vote).count("refused") == MANY - 1
    assert TrophyVote.objects.count() == 1
