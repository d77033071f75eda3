"""The search of members: what each app lets this person find, and nothing that they do not see."""

from portal.finding.mending import titles
from portal.finding.query import Query
from portal.finding.rows import AT_MOST, Found, matching
from portal.finding.sources import Result, Source, source

__all__ = ("AT_MOST", "Found", "Query", "Result", "Source", "matching", "source", "titles")
