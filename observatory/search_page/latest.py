"""Latest practices of a search that is kept as the query of its address."""

from django.http import QueryDict

from observatory.search.ports import RECENT
from observatory.search_page import engines
from observatory.search_page.feeds import describe_search
from observatory.search_page.labels import Labels
from observatory.search_page.state import read


def kept(query):
    """The same search written in one way; what is no filter is left out."""
    return read(QueryDict(query), Labels()).but().query


def latest(query, many):
    """Its public practices, the latest first, with their organism."""
    state = read(QueryDict(query), Labels())
    hits = engines.search(state.question(sort=RECENT, page=1, size=many)).hits
    return engines.practices([hit.pk for hit in hits])


def described(query):
    """« propreté, OPH »; "" for all practices."""
    labels = Labels()
    return describe_search(read(QueryDict(query), labels), labels)
