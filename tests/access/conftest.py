"""The world is made once for all the laws of this folder, and rolled back after the last."""

import gc

import pytest

from tests.access.world import open_world


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """What stays until the end is no garbage: frozen, it is not looked at again at each collection."""
    with open_world(django_db_blocker) as made:
        gc.freeze()
        yield made
        gc.unfreeze()


@pytest.fixture(autouse=True)
def _pages_are_read_again_under_a_fault(request):
    """What all laws read once was read without it, and what is read under it is for nobody else."""
    if request.node.get_closest_marker("faulty") is None or "world" not in request.fixturenames:
        yield
        return
    world = request.getfixturevalue("world")
    read, world.pages = world.pages, {}
    yield
    world.pages = read
