"""Which tests go to one worker of pytest-xdist: those of a file, and the files that share what is long to make."""

from xdist.scheduler import LoadScopeScheduling

from tests.access.world import LAWS

TOGETHER = (LAWS, ("tests/observatory/search/",))


def together(nodeid):
    """The name of the group of this test."""
    for places in TOGETHER:
        if nodeid.startswith(places):
            return places[0]
    return nodeid.partition("::")[0]


class TogetherScheduling(LoadScopeScheduling):
    """The largest groups first, each to the first worker that is free."""

    def _split_scope(self, nodeid):
        return together(nodeid)
