"""Mutation of one named thing: a function, an attribute, a template or a source file, put back at the end."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass


class Lost(Exception):
    """What a fault changes is no longer there: whoever renamed it carries the fault along."""


@dataclass(frozen=True)
class Fault:
    """One mistake that somebody could make, and the one test that sees it.

    `at` is a dotted name, or the path of a file from the root of the repository. `change(at)` is a
    context manager during which it is faulty (`tests.faults.changes`).
    """

    name: str
    harm: str  # what somebody would suffer
    at: str
    change: Callable
    caught_by: str  # the test's node id
    vendor: str = ""  # the database that alone suffers from it

    @contextmanager
    def applied(self):
        """Lost when it cannot be made: the test that runs under it must fail for no other reason than it."""
        change = self.change(self.at)
        try:
            change.__enter__()
        except Exception as error:
            raise Lost(f"La faute « {self.name} » ne s’applique plus : {error}") from error
        try:
            yield
        finally:
            change.__exit__(None, None, None)
