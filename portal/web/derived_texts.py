"""Registry of derived texts: what a text of one app may become in another (« En faire une pratique »)."""

from collections.abc import Callable
from dataclasses import dataclass

OFFSHOOTS = {}


@dataclass(frozen=True)
class Offshoot:
    """`start(user, title, text, author) -> address` of what was begun; `suits(user, author)` before it is offered."""

    name: str
    label: str
    start: Callable
    suits: Callable = lambda user, author: True
    says: str = ""  # what happens, told before


def register_derived_text(name, label, start, *, suits=None, says=""):
    """One of a name: « practice », begun from « En faire une pratique »."""
    found = Offshoot(name, label, start, suits or (lambda user, author: True), says)
    OFFSHOOTS[name] = found
    return found


def suited(user, author):
    """Those that `user` may begin from a text of `author`."""
    return [one for one in OFFSHOOTS.values() if one.suits(user, author)]
