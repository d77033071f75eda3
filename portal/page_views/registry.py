"""Registry of what is done with page views: the names of URLs that are counted, and who keeps their counts.

What is not named here is never written, not even in the files that processes leave: a token, a search, a member’s page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_uses = []
_counted = {}  # {name of URL: whether the views of who is signed in are kept by anybody}


@dataclass(frozen=True)
class Views:
    """How many times the page at `path` was read on a day, by the public or by people signed in."""

    day: date
    is_member: bool
    name: str  # of its URL
    path: str
    count: int


@dataclass(frozen=True)
class Use:
    names: frozenset
    write: Callable
    of_members: bool

    def keeps(self, views):
        return views.name in self.names and (self.of_members or not views.is_member)


def register_use(names, write, *, of_members=False):
    """`write([Views])` keeps those of these names of URLs, drops what is not public, and returns how many it kept.

    The views of who is signed in are left out, unless `of_members`.
    """
    _uses.append(Use(frozenset(names), write, of_members))
    for name in names:
        _counted[name] = _counted.get(name, False) or of_members


def uses():
    return tuple(_uses)


def is_counted(name, *, is_member):
    return name in _counted and (not is_member or _counted[name])


def counted_names():
    return frozenset(_counted)
