"""Visibility by affiliations and by path: the same rows for the same people."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.db.models import Q

from portal.access import ALL, NONE, Bound, visibilities_of

pytestmark = pytest.mark.django_db
TIED = [
    (model, visibility)
    for model in apps.get_models()
    if hasattr(model, "visibilities")
    for visibility in visibilities_of(model)
    if getattr(visibility, "ties", None)
]


def seen(model, visibility, user):
    condition = visibility.condition(model, user)
    if condition is NONE:
        return set()
    where = Q() if condition is ALL else condition
    where = where.as_q() if isinstance(where, Bound) else where
    return set(model._base_manager.filter(where).values_list("pk", flat=True))


def test_ties_spare_every_kind_of_member_a_subquery():
    assert {visibility.label for _, visibility in TIED} >= {
        "l’organisme",
        "l’auditeur de la mission",
        "les membres du comité",
    }


@pytest.mark.parametrize(
    ("model", "visibility"),
    TIED,
    ids=[f"{model.__name__}-{visibility.label}" for model, visibility in TIED],
)
def test_ties_and_path_show_the_same_rows(model, visibility, world):
    by_path = replace(visibility, ties=None, by="")
    for name, user in world.people.items():
        assert seen(model, visibility, user) == seen(model, by_path, user), name


@pytest.mark.parametrize(
    ("model", "visibility"),
    TIED,
    ids=[f"{model.__name__}-{visibility.label}" for model, visibility in TIED],
)
def test_ties_and_path_name_the_same_people(model, visibility, world):
    for thing in model._base_manager.all():
        people = {person.pk for person in visibility.people(thing)}
        tied = {
            user.pk for user in world.people.values() if thing.pk in seen(model, visibility, user)
        }
        known = {user.pk for user in world.people.values()}
        assert people & known == tied, str(thing)
