"""Registry of the sources of the members' search, and the search itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.access.rules import Person
from portal.search import index
from portal.search.french import sort_key
from portal.search.index import Words
from portal.search.parsing import Query

A_KIND = 5
SOURCES = {}


@dataclass(frozen=True)
class Result:
    """A result: title, address, description, date, and `reference` when it has one."""

    title: str
    url: str
    extract: str = ""
    on: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Source:
    code: str
    label: str
    order: int
    find: Callable  # (user, Query) -> Sequence of Result, of what `user` sees
    words: tuple[index.Words, ...] = ()  # without any, it is asked whatever is looked for

    def may_answer(self, query):
        return not self.words or any(query.may_answer(words.kind) for words in self.words)


@dataclass(frozen=True)
class Kind:
    """What a source found, for one person: `count` is of what they see (BR-95)."""

    code: str
    label: str
    found: Sequence

    @property
    def count(self):
        return len(self.found)


def source(
    code: str, label: str, order: int = 100, *words: Words
) -> Callable[[Callable], Callable]:
    """Register `function(user, query) -> Sequence of Result`: one statement or a few, bounded, each row
    by `visible_to`. The page shows the first ones; « tout voir » turns the pages of the rest.

    `words` are indexed from now on, and the function called when some thing of theirs may answer.
    """

    def register(find):
        SOURCES[code] = Source(code, label, order, find, words)
        for one in words:
            index.follow(one)
        return find

    return register


def search(user: Person, text: str) -> list[Kind]:
    """[Kind] of what answers, in the order of the registry; nothing when there is nothing to look for."""
    query = Query.of(text)
    if query.is_empty:
        return []
    query = replace(query, kinds=index.kinds_of(query.terms))
    asked = [one for one in SOURCES.values() if one.may_answer(query)]
    asked.sort(key=lambda one: (one.order, sort_key(one.label)))
    kinds = (Kind(one.code, one.label, one.find(user, query)) for one in asked)
    return [kind for kind in kinds if kind.count]


def named(kinds, text):
    """Results whose exact reference was typed, shown first."""
    wanted = Query.of(text).references
    if not wanted:
        return []
    shown = [one for kind in kinds for one in kind.found[:A_KIND]]
    return [one for one in shown if one.reference.upper() in wanted]
