"""The cast: Alice applies for the label, Bob for another one, Sonia instructs, Ali audits, Carla chairs."""

import gc
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from portal.cache import public
from portal.documents import actions
from portal.models import Role
from portal.schema.build import complete_database
from tests import day, factories, furniture
from tests.access.found import Found
from tests.access.world import BY_ADDRESS, LAWS, SharedWorld, is_law
from tests.faults import plugin
from tests.faults.every import FAULTS

# The laws share a world, two workers at most make one; the tests of the practices' search share a cluster.
TOGETHER = (BY_ADDRESS, LAWS, ("tests/observatory/search/",))
LONG = (  # in few tests: at the end, one worker would wait for them
    "tests/e2e/pages/test_every_page.py",
    "tests/e2e/journeys/test_journey.py",
    "tests/test_demonstration.py",  # in make test-all: six demonstrations, one after the other
    "tests/labelling/test_scenario_rules.py",
    "tests/portal/search/test_relevance.py",
)
APART = "tests/test_demonstration.py::test_the_demonstration_is_played"  # a minute and a half each
COLLECTED = pytest.StashKey[int]()  # tests collected, those that are deselected included
WORLDS = []  # the world of the laws, once one of them has asked for it


def pytest_addoption(parser):
    plugin.add_options(parser)


def pytest_configure(config):
    day.begin()
    settings.PORTAL_CLOCK = ""  # of what this process starts; it has the day already
    if plugin.is_asked(config):
        config.pluginmanager.register(plugin.Plugin(FAULTS, config), "faults")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Each engine plays what it can; what is left to the other one is told as deselected."""
    config.stash[COLLECTED] = len(items)
    others = "sqlite" if connection.vendor == "postgresql" else "postgres"
    left = [item for item in items if item.get_closest_marker(others)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not item.get_closest_marker(others)]
    items.sort(key=lambda item: _rank(item.nodeid))
    # What is there stays until the end: looking at it again at each collection is a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _rank(nodeid):
    """The laws first, which follow each other; then what is long."""
    first = (BY_ADDRESS, LAWS, LONG)
    return next((rank for rank, some in enumerate(first) if nodeid.startswith(some)), len(first))


def _group(nodeid):
    """Tests of one worker: those of a file, whose fixtures are made once."""
    together = next((some for some in TOGETHER if nodeid.startswith(some)), None)
    if together or nodeid.startswith(APART):
        return together[0] if together else nodeid
    return nodeid.partition("::")[0]


class Groups(LoadScopeScheduling):
    """`--dist loadgroup`, which pytest-xdist 3.8 has not with pytest 9.2: it writes a name that no item reads."""

    def _split_scope(self, nodeid):
        return _group(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Groups(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Built from the models, then furnished: made once, and again as it was after each flush."""
    with django_db_blocker.unblock():
        complete_database()
        furniture.make()
    furniture.survive_flushes()
    yield
    with django_db_blocker.unblock():
        furniture.forget()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """Nothing is kept from one test to the next."""
    for name in ("answers", "pages"):
        caches[name].clear()
    public.forget()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """One collection looks at all that the tests made; the two of pytest and that of Python find it done."""
    report, collected = session.config.getoption("xmlpath"), session.config.stash.get(COLLECTED, 0)
    # Each worker has collected the same, the process that waits for them nothing.
    if report and collected:
        Path(report).with_suffix(".collected").write_text(str(collected))
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_world(django_db_setup, django_db_blocker):
    WORLDS.append(SharedWorld(django_db_blocker))
    yield WORLDS[0]
    WORLDS.pop().close()


@pytest.fixture(scope="module")
def world(shared_world):
    """The world of the laws (tests/access/world.py): read, and left as it was."""
    return shared_world.open()


@pytest.fixture
def found(request):
    """What a law finds against itself: under a known fault, one thing is proof enough."""
    return Found(most=1 if request.node.get_closest_marker("faulty") else None)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem):
    if WORLDS and nextitem is not None and not is_law(nextitem):
        WORLDS[0].close()


@pytest.fixture(autouse=True)
def _day_of_the_story(request):
    """A test marked `dated` takes place on the usual day of the suite, or on the one that the mark gives.

    The end of a day is each test's; but a law looks at a world that is older than it.
    """
    if mark := request.node.get_closest_marker("dated"):
        told = mark.args
    elif day.is_about_to_end() and not is_law(request.node):
        told = (None,)
    else:
        yield
        return
    with day.on(*told):
        yield


@pytest.fixture(autouse=True)
def _pages_are_read_again_under_a_fault(request):
    """What all laws read once was read without it, and what is read under it is for nobody else."""
    is_faulty = request.node.get_closest_marker("faulty") is not None
    worlds = [one.made for one in WORLDS if is_faulty and one.made]
    read = [world.pages for world in worlds]
    for world in worlds:
        world.pages = {}
    yield
    for world, pages_read in zip(worlds, read, strict=True):
        world.pages = pages_read


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    actions.forget_written()


@pytest.fixture
def organism(db):
    return factories.make_organism("Valmeyre Habitat", slug="valmeyre-habitat")


@pytest.fixture
def alice(organism):
    """Signatory of Valmeyre Habitat."""
    return factories.make_member(organism, "signatory", first_name="Alice", last_name="Arnaud")


@pytest.fixture
def chloe(organism):
    """Contact of Valmeyre Habitat."""
    return factories.make_member(organism, "contact", first_name="Chloé", last_name="Ferrand")


@pytest.fixture
def bob(db):
    """Signatory of another organism: the stranger."""
    other = factories.make_organism("Corvange Habitat", slug="corvange-habitat")
    return factories.make_member(other, "signatory", first_name="Bob", last_name="Bernier")


@pytest.fixture
def sonia(db):
    """The référent."""
    return factories.make_user("Sonia", "Vasseur", roles=[Role.REFERENT])


@pytest.fixture
def dircom(db):
    return factories.make_user("Diane", "Combes", roles=[Role.DIRCOM])


@pytest.fixture
def dossier(organism, alice):
    return factories.make_dossier(organism)


@pytest.fixture
def signed_in(client):
    """`signed_in(user)` gives a client whose user has passed the door and the second factor."""

    def sign_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_passed"] = True
        session.save()
        return client

    return sign_in
