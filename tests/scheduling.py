"""Scheduling of tests on workers of pytest-xdist: long ones first."""

from collections import Counter

from django.conf import settings
from xdist.scheduler import LoadScopeScheduling

from tests.access.world import LAWS

# The laws share a world; the tests of the practices' search a cluster, of which PostgreSQL has none.
TOGETHER = (LAWS,) if settings.IS_POSTGRES else (LAWS, ("tests/observatory/search/",))
LONG = (  # in few tests: at the end, one worker would wait for them
    "tests/e2e/test_every_page.py",
    "tests/e2e/test_journey.py",
    "tests/test_demonstration.py",  # in make test-all: six demonstrations, one after the other
    "tests/labelling/test_scenario_rules.py",
    "tests/observatory/search/test_relevance.py",
    "tests/observatory/search/test_contract.py",
    "tests/portal/search/test_relevance.py",
)


APART = "tests/test_demonstration.py::test_the_demonstration_is_played"  # a minute and a half each


def together(nodeid):
    """The name of the group of this test."""
    for places in TOGETHER:
        if nodeid.startswith(places):
            return places[0]
    if nodeid.startswith(APART):
        return nodeid
    return nodeid.partition("::")[0]


def in_order(items):
    """The laws, which follow each other; what is long; then the largest groups first."""
    groups = [together(item.nodeid) for item in items]
    sizes, firsts = Counter(groups), (LAWS[0], *LONG)

    def rank(place):
        name, nodeid = groups[place], items[place].nodeid
        long = next((n for n, one in enumerate(firsts) if nodeid.startswith(one)), len(firsts))
        return (0 if name == LAWS[0] else long), -sizes[name], place

    return [items[place] for place in sorted(range(len(items)), key=rank)]


class TogetherScheduling(LoadScopeScheduling):
    """Each group, as it comes, to the first worker that is free."""

    def _split_scope(self, nodeid):
        return together(nodeid)
