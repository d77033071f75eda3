"""Concurrent ballots for one seat, and a ballot while the vote closes (G20; PostgreSQL)."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from labelling.committee.models import Ballot
from labelling.committee.votes import actions
from tests.evidence import empty
from tests.labelling.committee.factories import fire, fresh
from tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS, THREADS = 8, 8
OPTIONS = ("grant", "refuse", "adjourn", "abstain")
ONE_A_SEAT = "ballot_one_a_seat"


def eight_ballots(item, user):
    """Eight ballots of one seat at once; how many count afterwards."""
    together([lambda n=n: actions.cast(item, user, OPTIONS[n % 4]) for n in range(THREADS)])
    counting = Ballot.objects.filter(item=item, is_current=True).count()
    empty(Ballot)
    return counting


@contextmanager
def reading_only(thing):
    """The control: what `locked` does, without the lock."""
    with transaction.atomic():
        yield type(thing)._base_manager.get(pk=thing.pk)


@pytest.fixture
def unlocked(monkeypatch):
    monkeypatch.setattr(actions, "locked", reading_only)


@pytest.fixture
def unconstrained():
    """The database forgets « one current ballot a seat », then remembers it."""
    constraint = next(c for c in Ballot._meta.constraints if c.name == ONE_A_SEAT)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Ballot, constraint)
    yield
    empty(Ballot)
    with connection.schema_editor() as editor:
        editor.add_constraint(Ballot, constraint)


def test_br48_one_seat_has_one_ballot_whatever_the_race(voting, people):
    counted = [eight_ballots(voting.item, people["S3"]) for _ in range(ROUNDS)]

    assert counted == [1] * ROUNDS


def test_the_constraint_alone_keeps_one_ballot(voting, people, unlocked):
    """The invariant is in the database; the losers of the race are refused."""
    counted = [eight_ballots(voting.item, people["S3"]) for _ in range(ROUNDS)]

    assert counted == [1] * ROUNDS


def test_control_without_lock_nor_constraint_a_seat_votes_twice(
    voting, people, unlocked, unconstrained
):
    assert any(eight_ballots(voting.item, people["S3"]) > 1 for _ in range(ROUNDS))


def test_no_ballot_is_stored_after_the_closing(voting, people, carla):
    """What counts is all that is stored: a ballot is in before the closing, or refused."""
    voters = [people[code] for code in ("PRES", "VICE", "S3", "S4", "S5")]
    acts = [lambda u=user: actions.cast(voting.item, u, "grant") for user in voters]
    raised = together([lambda: fire(voting.item, "close_vote", carla), *acts])

    item = fresh(voting.item)
    stored = set(Ballot.objects.filter(item=item).values_list("pk", flat=True))
    assert set(item.closed_quorum["ballots"]) == stored
    assert len(stored) + len(raised) == len(voters)
    assert {code for refusal in raised for code in refusal.codes} <= {"vote_not_open"}


def test_control_without_lock_a_ballot_enters_after_the_closing(voting, people, carla, monkeypatch):
    read, closed = threading.Event(), threading.Event()

    @contextmanager
    def slow_reading(thing):
        with transaction.atomic():
            item = type(thing)._base_manager.get(pk=thing.pk)
            read.set()
            closed.wait(10)
            yield item

    def close():
        read.wait(10)
        fire(voting.item, "close_vote", carla)
        closed.set()

    monkeypatch.setattr(actions, "locked", slow_reading)
    together([close, lambda: actions.cast(voting.item, people["S3"], "refuse")])

    item = fresh(voting.item)
    assert (item.state, item.closed_quorum["ballots"]) == ("closed", [])
    assert Ballot.objects.filter(item=item).count() == 1
