"""Practices in the search of members: the observatory's own engine, then those not published that one sees."""

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search import engine
from observatory.search.ports import EngineDown, Question
from portal import search

FIELDS = ("title", "summary", "organism__name", "reference", "state", "slug", "published_on")
MOST = 100  # of the published ones: whoever looks further opens the observatory
State = GoodPractice.State
ORGANISM = GoodPractice._meta.get_field("organism").related_model


def _told(row):
    title, summary, organism, reference, state, slug, published_on = row
    practice = GoodPractice(reference=reference, slug=slug)
    is_public = state in PUBLISHED
    url = practice.get_public_url() if is_public else practice.get_absolute_url()
    said = organism if is_public else f"{organism}, {State(state).label.lower()}"
    return search.Result(
        title, url, f"{said}. {summary}" if summary else said, published_on, reference
    )


PRACTICES = search.follow(
    search.Words(
        "pratiques", GoodPractice, FIELDS, texts=FIELDS[:4], follows={"organism": ORGANISM}
    )
)


@search.source("pratiques", "Bonnes pratiques", 70)
def practices(user, query):
    """Always asked: the engine knows other words than those typed."""
    rows, found = GoodPractice.objects.visible_to(user), []
    if query.may_answer(PRACTICES.kind):
        own = rows if query.references else rows.exclude(state__in=PUBLISHED)
        found += search.matching(own, query, PRACTICES, tell=_told)[:]
    return found if query.references else [*found, *_published(rows, query)]


def _published(rows, query):
    """In the order of the engine; when it does not answer, the plain words."""
    try:
        hits = engine().search(Question(text=query.text, size=MOST)).hits
    except EngineDown:
        rows = rows.filter(state__in=PUBLISHED)
        return search.matching(rows, query, PRACTICES, tell=_told)[:]
    keys = [hit.pk for hit in hits]
    read = {row[0]: row[1:] for row in rows.filter(pk__in=keys).values_list("pk", *FIELDS)}
    return [_told(read[key]) for key in keys if key in read]
