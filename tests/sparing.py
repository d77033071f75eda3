"""What a second database can teach nothing: tests that cannot reach one run on SQLite only."""

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


def spare(config, items):
    """On PostgreSQL, leave out of `items` what SQLite proves; the count is told as deselected."""
    spared = [item for item in items if not touches_database(item)]
    config.hook.pytest_deselected(items=spared)
    items[:] = [item for item in items if item not in set(spared)]
