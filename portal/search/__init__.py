"""Members' search: results that each app registers, within what the person sees."""

from portal.search.index import Words, follow
from portal.search.listing import AT_MOST, Found, Joined, listed, matching
from portal.search.parsing import Query
from portal.search.registry import Result, Source, source
from portal.search.spelling import titles

__all__ = (
    "AT_MOST",
    "Found",
    "Joined",
    "Query",
    "Result",
    "Source",
    "Words",
    "follow",
    "listed",
    "matching",
    "source",
    "titles",
)
