"""Room for deep calls: the frames of a test stand in one piece of memory, taken once.

Python takes memory for its frames 16 KB at a time and gives it back at once. A template draws its parts at a depth
where one piece is full: each of a thousand calls then asks the system for a piece and returns it, a quarter of the
time of a page. A function that says that it needs a large frame is given a large piece, which its calls share.
"""

import pytest

SLOTS = 65_537  # of eight bytes: a megabyte, of which half is left to those whom it calls


def call(function, **arguments):
    return function(**arguments)


call.__code__ = call.__code__.replace(co_stacksize=SLOTS)


class Plugin:
    """Runs each test under `call`."""

    def __init__(self, config):
        self.manager = config.pluginmanager

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem):
        others = self.manager.subset_hook_caller("pytest_pyfunc_call", [self])
        return call(others, pyfuncitem=pyfuncitem)
