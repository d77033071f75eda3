"""Scheduling of tests on workers of pytest-xdist: long ones first."""

from collections import Counter

from xdist.scheduler import LoadScopeScheduling

from tests.access.world import BY_ADDRESS, LAWS

# The laws share a world, two workers at most make one; the tests of the practices' search share a cluster.
OF_THE_WORLD = (BY_ADDRESS, LAWS)
TOGETHER = (*OF_THE_WORLD, ("tests/observatory/search/",))
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
    sizes, laws = Counter(groups), [places[0] for places in OF_THE_WORLD]

    def rank(place):
        name, nodeid = groups[place], items[place].nodeid
        if name in laws:
            return laws.index(name), 0, place
        long = next((n for n, one in enumerate(LONG) if nodeid.startswith(one)), len(LONG))
        return len(laws) + long, -sizes[name], place

    return [items[place] for place in sorted(range(len(items)), key=rank)]


class TogetherScheduling(LoadScopeScheduling):
    """Each group, as it comes, to the first worker that is free."""

    def _split_scope(self, nodeid):
        return together(nodeid)
