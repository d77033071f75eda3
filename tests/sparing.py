"""Selection of tests for a second database: what SQLite cannot prove."""

import os
from pathlib import Path

# Tried on both: what the two engines write or plan each in its own way. The rest of what the code asks of
# PostgreSQL is asked by the access matrix (every page, once) and, in `make test-all`, by the whole demonstration
# (every act), by the graded queries of the three searches and by every test.
ON_BOTH = (
    "tests/access/test_evidence.py",
    "tests/access/test_told_facts.py",
    "tests/community/test_volume.py",
    "tests/portal/calendar/test_member_search.py::test_a",
    "tests/portal/calendar/test_member_search.py::test_nothing_typed",
    "tests/labelling/complaints/test_retention.py",
    "tests/observatory/search/test_contract.py",
    "tests/observatory/search/test_contract_sixty.py",
    "tests/observatory/search/test_entries.py",
    "tests/observatory/search/test_index_sync.py",
    "tests/observatory/search/test_plan.py",
    "tests/observatory/search/test_synonyms.py",
    "tests/observatory/search_page/test_page.py",
    "tests/portal/notifications/test_indexes.py",
    "tests/portal/workflow/test_audit_log.py",
    "tests/portal/retention/test_retention.py",
    "tests/portal/workflow/test_engine.py",
)
# Their small portal lives in a file of SQLite; test_postgres.py there is for the other database.
IN_A_FILE = ("tests/portal/backup/", "place")  # the room, and the fixture that makes it
SECOND = "SECOND_ENGINE"  # set by `make test`, which runs the first one too

ROOT = Path(__file__).resolve().parents[1]
MARK = "mark.postgres"  # how a module says that some of its tests are for PostgreSQL

# pytest-django closes the database to a test that has neither its mark nor one of its fixtures.
OPENING = {"db", "transactional_db", "live_server"}
KEY = "django_db_blocker"  # what a fixture asks for to open it by itself


def touches_database(item):
    """Whether this test may reach the database, by itself or through its fixtures."""
    if item.get_closest_marker("django_db") or not OPENING.isdisjoint(item.fixturenames):
        return True
    known = item._fixtureinfo.name2fixturedefs
    return any(_holds_the_key(known[name][-1]) for name in item.fixturenames if name in known)


def _holds_the_key(fixture):
    """Less those of pytest-django, and ours that furnishes the database: all tests have them."""
    is_of_all = fixture.func.__module__.startswith("pytest_django")
    return KEY in fixture.argnames and not is_of_all and fixture.argname != "django_db_setup"


def _is_for(item):
    """Everything, unless SQLite proves the same in the same `make test`."""
    return (
        not os.environ.get(SECOND)
        or item.get_closest_marker("postgres") is not None
        or item.nodeid.startswith(ON_BOTH)
    )


def _is_in_a_file(item):
    room, fixture = IN_A_FILE
    return item.nodeid.startswith(room) and fixture in item.fixturenames


def is_left_out(path):
    """Whether a module, which then need not be imported, has nothing for the second database."""
    if not os.environ.get(SECOND) or not path.name.startswith("test_"):
        return False
    place = path.relative_to(ROOT).as_posix()
    return not (any(one.startswith(place) for one in ON_BOTH) or MARK in path.read_text())


def spare(config, items):
    """On PostgreSQL, leave out of `items` what SQLite proves; the count is told as deselected."""
    spared = [
        item
        for item in items
        if not touches_database(item) or not _is_for(item) or _is_in_a_file(item)
    ]
    config.hook.pytest_deselected(items=spared)
    items[:] = [item for item in items if item not in set(spared)]
