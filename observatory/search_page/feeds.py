"""RSS 2.0 and Atom feeds of the latest practices of a search."""

from datetime import datetime, time

from django.conf import settings
from django.http import QueryDict

from observatory.search.ports import RECENT
from observatory.search_page import engines
from observatory.search_page.exports import address
from observatory.search_page.names import Labels
from observatory.search_page.parsing import read
from portal.core import clock

AT_MOST = 30
INVENTED = "Pratique inventée pour la démonstration."
DESCRIPTION = (
    "Des pratiques de qualité de service, racontées par les organismes qui les ont menées."
)


def make_feed(kind, state, labels, url):
    """`kind` is a class of django.utils.feedgenerator; public practices, latest first."""
    made = kind(
        title=title(state, labels),
        link=settings.PORTAL_ADDRESS + state.but().url(),
        description=DESCRIPTION,
        language="fr",
        feed_url=settings.PORTAL_ADDRESS + url,
        author_name="Quali’Hlm",
    )
    hits = engines.search(state.question(sort=RECENT, page=1, size=AT_MOST)).hits
    for one in engines.practices([hit.pk for hit in hits]):
        _add(made, one)
    return made


def title(state, labels):
    """« Observatoire Quali’Hlm : propreté, OPH »."""
    words = describe_search(state, labels)
    return f"Observatoire Quali’Hlm\u00a0: {words}" if words else "Observatoire Quali’Hlm"


def describe_search(state, labels):
    """« propreté, OPH »; "" for all practices."""
    values = (labels.of(name, v) for name, vs in state.chosen.items() for v in vs)
    return ", ".join(filter(None, (state.text, *values)))


def _add(made, one):
    made.add_item(
        title=one.title,
        link=address(one),
        description=f"{INVENTED} {one.summary}" if one.is_demo else one.summary,
        author_name=one.organism.name,
        pubdate=_at(one.published_on),
        updateddate=_at(one.revised_on or one.published_on),
        unique_id=address(one),
    )


def _at(day):
    return datetime.combine(day, time(9), tzinfo=clock.PARIS)


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
