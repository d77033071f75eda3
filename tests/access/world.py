"""World of the laws: an organism with everything, another one, canaries everywhere."""

import gc
import logging
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from types import SimpleNamespace
from unittest import mock

from django.db import connection
from django.test import override_settings

from home.site.loading import ensure_site
from portal.accounts import sessions
from portal.cache import versions
from portal.core import clock
from portal.core.logs import JsonLines
from portal.web.submissions.once import new_key
from tests import factories, worlds
from tests.access import people, tables
from tests.access.secrets import canaries
from tests.access.worlds import account_desk as account_desk_world
from tests.access.worlds import assignments as assignments_world
from tests.access.worlds import calendar as calendar_world
from tests.access.worlds import communication as communication_world
from tests.access.worlds import community as community_world
from tests.access.worlds import exports as exports_world
from tests.access.worlds import life as life_world
from tests.access.worlds import mail_desk as mail_desk_world
from tests.access.worlds import messages as messages_world
from tests.access.worlds import observatory as observatory_world
from tests.access.worlds import retention as retention_world
from tests.access.worlds import site as site_world
from tests.access.worlds.labelling import act_ledger as act_ledger_world
from tests.access.worlds.labelling import audit as audit_world
from tests.access.worlds.labelling import bodies as bodies_world
from tests.access.worlds.labelling import brand as brand_world
from tests.access.worlds.labelling import committee as committee_world
from tests.access.worlds.labelling import complaints as complaints_world
from tests.access.worlds.labelling import consultations as consultations_world
from tests.access.worlds.labelling import directory as directory_world
from tests.access.worlds.labelling import dossier as dossier_world
from tests.access.worlds.labelling import evaluations as evaluations_world
from tests.access.worlds.labelling import follow_up as follow_up_world
from tests.access.worlds.labelling import governance as governance_world
from tests.access.worlds.labelling import kit as kit_world
from tests.access.worlds.labelling import licences as licences_world
from tests.access.worlds.labelling import organisms as organisms_world
from tests.access.worlds.labelling import performance as performance_world
from tests.access.worlds.labelling import process_map as process_map_world
from tests.access.worlds.labelling import rules as rules_world
from tests.access.worlds.labelling import support as support_world
from tests.access.worlds.labelling import team_surveys as team_surveys_world
from tests.access.worlds.labelling import yearly_report as yearly_report_world

# Who reads it: their tests follow each other, in one process, and share it.
LAWS = (
    "tests/access/",
    "tests/portal/calendar/test_agreement.py",
    "tests/portal/calendar/test_costs.py",
    "tests/portal/calendar/test_member_search.py",
)
TODAY = datetime(2026, 11, 24, 12)
# Each address of the matrix, read or written: half of the time of the laws, which another worker may take.
BY_ADDRESS = (
    "tests/access/forms/test_forms.py",
    "tests/access/test_matrix.py",
    "tests/access/test_methods.py",
    "tests/access/test_offered.py",
    "tests/access/forms/test_optional.py",
    "tests/access/forms/test_what_is_typed.py",
    "tests/access/forms/test_writes.py",
)
# Who is signed in is asked of the database once a test, not at each of thousands of requests.
SESSIONS = "django.contrib.sessions.backends.cached_db"
LATER = (
    directory_world,
    organisms_world,
    brand_world,
    licences_world,
    kit_world,
    complaints_world,
    observatory_world,
    site_world,
    communication_world,
    community_world,
    messages_world,
    mail_desk_world,
    life_world,
    calendar_world,
    rules_world,
    account_desk_world,
    assignments_world,
    retention_world,
    follow_up_world,
    process_map_world,
    performance_world,
    exports_world,
    governance_world,
    support_world,
    bodies_world,
    consultations_world,
    team_surveys_world,
    evaluations_world,
    yearly_report_world,
    act_ledger_world,
)


class World(SimpleNamespace):
    """`people`, `browsers`, `things` (what addresses need) and `canaries` {string: who may read it}."""

    def canary(self, what, *who):
        """A random string that only `who` may meet; short words of its own in every field."""
        text = canaries.make(what)
        self.canaries[text] = frozenset(who)
        return text

    def ask(self, name, path, method="get", **options):
        """The answer read whole, its file closed: `response.body` is bytes, `logged` what it let in the logs."""
        self.lines.clear()
        response = getattr(self.browsers[name], method)(path, **options)
        response.body = b"".join(response) if response.streaming else response.content
        for close in response._resource_closers:  # `close()` would end the test's own connection
            close()
        response.logged = "\n".join(self.lines)
        return response

    def settle(self):
        """As if what is written were committed."""
        connection.run_on_commit.clear()

    def read(self, name, path):
        """The same GET, asked once for all laws: no law leaves the world other than it was."""
        if (name, path) not in self.pages:
            self.pages[name, path] = self.ask(name, path)
        return self.pages[name, path]


@contextmanager
def listening():
    """Every line that is logged meanwhile, from INFO up, as in production: access lines too."""
    lines, root, requests = [], logging.getLogger(), logging.getLogger("portal.requests")
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: lines.append(JsonLines().format(record))
    levels = [(one, one.level) for one in (root, requests)]
    root.addHandler(handler)
    for one, _level in levels:
        one.setLevel(logging.INFO)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        for one, level in levels:
            one.setLevel(level)


def is_inside():
    """A transaction is open beside those of the world and of its tests, which stand for what is committed."""
    return any(not one._from_testcase for one in connection.atomic_blocks)


@contextmanager
def open_world(blocker):
    """The world of the laws: made once, rolled back at the end; time stands still inside."""
    stored = override_settings(SESSION_ENGINE=SESSIONS)
    with worlds.undone_at_the_end(blocker), clock.at(TODAY), stored, listening() as lines:
        world = make_world()
        world.lines = lines
        world.rows = tables.rows()
        world.settle()
        # A busy machine reads all the laws in more than the half-hour after which an idle session ends.
        awake = mock.patch.object(sessions, "IDLE_PRIVILEGED", sessions.IDLE)
        with mock.patch.object(versions, "is_inside", is_inside), awake:
            yield world
        connection.check_constraints()


class SharedWorld:
    """Made for the first law that asks for it, closed before the first test that is no law."""

    def __init__(self, blocker):
        self.blocker, self.stack, self.made = blocker, ExitStack(), None

    def open(self):
        """What stays until the end is no garbage: frozen, it is not looked at again at each collection."""
        if self.made is None:
            self.made = self.stack.enter_context(open_world(self.blocker))
            gc.freeze()
        return self.made

    def close(self):
        if self.made is not None:
            self.made = None
            self.stack.close()
            gc.unfreeze()


def is_law(item):
    return item.nodeid.startswith(LAWS)


def make_world():
    ensure_site()
    ours = factories.make_organism("Valmeyre Habitat", slug="valmeyre-habitat")
    theirs = factories.make_organism("Corvange Habitat", slug="corvange-habitat")
    cast = people.make_people(ours, theirs)
    world = World(people=cast, organism=ours, other=theirs, canaries={}, things={}, pages={})
    dossier_world.fill(world)
    audit_world.fill(world)
    committee_world.fill(world)
    committee_world.fill_labels(world)
    for later in LATER:
        later.fill(world)
    world.browsers = {name: people.browser(user) for name, user in cast.items()}
    world.browsers[people.ANONYMOUS] = people.browser()
    return world


def once():
    """A field that every form of ours accepts, so that a POST is one of ours."""
    return {"once": new_key()}


DAY = date(2026, 11, 24)
