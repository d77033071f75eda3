"""Contract of a search engine: requests and answers that both engines keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

RELEVANCE, RECENT, REUSED = "pertinence", "recent", "reprises"
SORTS = (RELEVANCE, RECENT, REUSED)

type Pieces = tuple[tuple[str, bool], ...]  # (words, are they what was looked for)


@dataclass(frozen=True)
class Document:
    """The public content of a practice, for an index.

    `facets` gives the values of each facet of `facets.FACETS`; `content_hash` changes with the sheet, so
    that a drift of the index is seen: an engine swallows its write errors.
    """

    pk: int
    slug: str
    content_hash: str
    title: str
    summary: str
    body: str
    organism: str
    words: str  # themes, codes of criteria, perimeters, places: what classes it, as words
    published_on: date
    reuse_count: int
    facets: Mapping[str, tuple[str, ...]]
    tags: str = ""  # what its author classed it by: tags and audience


@dataclass(frozen=True)
class Question:
    """Values of a facet are alternatives; facets add up."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    size: int = 20
    wants_facets: bool = True  # without, the database counts none
    wants_texts: bool = True  # without, hits are keys, which who asks reads again, by `visible_to`


@dataclass(frozen=True)
class Hit:
    pk: int
    title: Pieces = ()
    extract: Pieces = ()


@dataclass(frozen=True)
class Answer:
    """`total` and `facets` count the practices that are public today.

    A facet's counts keep the other facets' choices and leave its own aside, so that a second value
    can be added. `proposal` is another wording that finds more, or "". `is_partial` says that
    too few sheets hold all the words, and that some of these hold most of them only.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    proposal: str = ""
    is_partial: bool = False
    is_simplified: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A completion: the title of a practice (`slug` set), or a word or tag to search."""

    text: str
    slug: str = ""


class Engine(Protocol):
    name: str

    def search(self, question: Question) -> Answer: ...

    def similar(self, pk: int, size: int = 3) -> list[int]: ...

    def suggest(self, typed: str, size: int = 8) -> list[Suggestion]: ...

    def keep(self, documents: Iterable[Document]) -> int: ...

    def forget(self, pks: Iterable[int]) -> int: ...

    def rebuild(self, documents: Iterable[Document]) -> int: ...

    def content_hashes(self) -> dict[int, str]: ...


class EngineDown(Exception):
    """The engine did not answer in time, or at all: the page falls back on the database."""
