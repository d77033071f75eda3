"""Members' search: results that each app registers, within what the person sees."""

from portal.search.index import Words, follow
from portal.search.listing import AT_MOST, Joined, Results, matching, rows_by_key
from portal.search.parsing import Query
from portal.search.registry import Result, Source, source
from portal.search.spelling import titles

__all__ = (
    "AT_MOST",
    "Joined",
    "Query",
    "Result",
    "Results",
    "Source",
    "Words",
    "follow",
    "matching",
    "rows_by_key",
    "source",
    "titles",
)
