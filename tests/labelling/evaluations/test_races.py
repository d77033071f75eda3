"""Concurrent evaluations: the members of an organism give one; without the lock, the database refuses the others."""

import threading

import pytest
from django.db import IntegrityError, connection

from labelling.committee.evaluations import actions
from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.models import AuditorEvaluation, mean_of
from portal.core import clock
from portal.workflow import Refused
from tests import factories
from tests.labelling.dossiers.factories import make_mission

MANY = 4
RATINGS = {one.code: 3 for one in current_grid().criteria}
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(organism, give):
    """What `give(member)` said in each of several threads that start as one."""
    start, said = threading.Barrier(MANY), []
    people = [factories.make_member(organism) for _ in range(MANY)]

    def run(person):
        start.wait()
        try:
            give(person)
        except (IntegrityError, Refused) as error:
            said.append(type(error).__name__)
        else:
            said.append("given")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def validated(organism):
    dossier = factories.make_dossier(organism, state="follow_up")
    return make_mission(dossier, "implementation", "validated", validated_on=clock.today())


def test_several_members_at_once_give_one_evaluation(organism):
    mission = validated(organism)

    said = together(organism, lambda one: actions.give(mission, by=one, ratings=RATINGS))

    assert said == ["Refused"] * (MANY - 1) + ["given"]
    assert AuditorEvaluation.objects.count() == 1


def test_control_without_the_lock_the_database_refuses_the_others(organism):
    mission = validated(organism)
    gate = threading.Barrier(MANY)

    def give(person):
        assert actions.obstacle(mission, "organism") is None
        gate.wait()
        AuditorEvaluation.objects.create(
            mission=mission, side="organism", by=person, grid=current_grid().code,
            ratings=RATINGS, mean=mean_of(RATINGS.values()),
        )  # fmt: skip

    assert together(organism, give) == ["IntegrityError"] * (MANY - 1) + ["given"]
    assert AuditorEvaluation.objects.count() == 1
