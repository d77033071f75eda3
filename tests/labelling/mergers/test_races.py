"""Mergers registered at once: one effect, the other told; without the lock, nobody is told why (PostgreSQL)."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError

from labelling.committee.mergers import actions
from labelling.parties.organisms.models import Merger, Organism
from portal.workflow import Refused
from tests import factories
from tests.labelling.mergers.factories import merge
from tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 4


def absorb(one, two, by):
    """A deadlock is told as what the database refuses: no sentence of ours."""
    try:
        merge(one, two, by)
    except OperationalError as error:
        raise IntegrityError(str(error)) from error


def rounds(by):
    """Two organisms that absorb each other at once: how many mergers a pair, and what was told."""
    found = []
    for _ in range(ROUNDS):
        one, two = factories.make_organism(), factories.make_organism()
        raised = together([partial(absorb, one, two, by), partial(absorb, two, one, by)])
        found.append(
            (
                Merger.objects.filter(absorbed__in=(one, two)).count(),
                [error.codes for error in raised if isinstance(error, Refused)],
            )
        )
    return found


TOLD = (1, [["inactive"]])


def test_two_organisms_that_absorb_each_other_at_once_are_one_merger(sonia):
    assert rounds(sonia) == [TOLD] * ROUNDS


def test_control_without_the_lock_the_database_alone_stops_the_other_without_a_sentence(
    sonia, monkeypatch
):
    gate = threading.Barrier(2)

    def unlocked(absorbed, absorbing):
        found = tuple(Organism.objects.get(pk=one.pk) for one in (absorbed, absorbing))
        gate.wait()  # both have looked before either writes
        return found

    monkeypatch.setattr(actions, "_both", unlocked)

    assert TOLD not in rounds(sonia)
