"""Mergers registered at once: one effect, the other told; without the lock, a ring (PostgreSQL)."""

from functools import partial

import pytest

from labelling.mergers import merging
from labelling.organisms.mergers import Merger
from labelling.organisms.models import Organism
from portal.workflow import Refused
from tests import factories
from tests.labelling.committee.test_races import together
from tests.labelling.mergers.factories import merge

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def rounds(by):
    """Two organisms that absorb each other at once: how many mergers a pair, and what was told."""
    found = []
    for _ in range(ROUNDS):
        one, two = factories.make_organism(), factories.make_organism()
        raised = together([partial(merge, one, two, by), partial(merge, two, one, by)])
        found.append(
            (
                Merger.objects.filter(absorbed__in=(one, two)).count(),
                [error.codes for error in raised if isinstance(error, Refused)],
            )
        )
    return found


def test_two_organisms_that_absorb_each_other_at_once_are_one_merger(sonia):
    assert rounds(sonia) == [(1, [["inactive"]])] * ROUNDS


def test_control_without_the_lock_both_may_disappear(sonia, monkeypatch):
    def unlocked(absorbed, absorbing):
        return tuple(Organism.objects.get(pk=one.pk) for one in (absorbed, absorbing))

    monkeypatch.setattr(merging, "_both", unlocked)

    assert max(count for count, _ in rounds(sonia)) == 2
