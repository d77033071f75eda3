"""Members' search source: pages of the public site, and the reserved events that one may see."""

from home.pages.events import EventPage, audiences_of
from home.search import listing as site
from home.site_map import tree
from portal import search

ELSEWHERE = ("pratique",)  # the observatory has its own source
FIELDS = ("title", "intro", "place", "url_path", "starts_at")


def _result(row):
    _score, kind, title, text, url = row
    label = site.KINDS.get(kind, "Page")
    return search.Result(title, url, f"{label}. {text[:160]}" if text else label)


@search.source("pages", "Pages du site", 80)
def pages(user, query):
    """Public pages, in the order of the site search."""
    if query.references:
        return ()
    return search.Results(tuple(site.find_results(query.text, but=ELSEWHERE)), _result)


def _event(row):
    title, intro, _place, url_path, starts_at = row
    return search.Result(title, tree.address(url_path), intro, starts_at)


EVENTS = search.Words(
    "rendez-vous",
    EventPage,
    FIELDS,
    texts=FIELDS[:3],
)


@search.source("rendez-vous", "Rendez-vous réservés", 75, EVENTS)
def events(user, query):
    """Events reserved to the club or to the auditors, whose details the public site does not show."""
    reserved = audiences_of(user) - {EventPage.Audience.PUBLIC}
    if not reserved:
        return ()
    rows = tree.for_all(EventPage.objects).filter(audience__in=reserved)
    return search.matching(rows, query, EVENTS, tell=_event, order=("-starts_at",))


@search.titles
def site_titles(user):
    return site.titles()
