"""Practices in the search of members: the observatory's own engine, then those not published that one sees."""

from observatory.models import GoodPractice
from observatory.search import engine
from observatory.search.ports import EngineDown, Question
from observatory.terms import PUBLISHED
from portal import search

FIELDS = ("title", "summary", "organism__name", "reference", "state", "slug", "published_on")
MOST = 100  # of the published ones: whoever looks further opens the observatory
State = GoodPractice.State


def _told(row):
    title, summary, organism, reference, state, slug, published_on = row
    practice = GoodPractice(reference=reference, slug=slug)
    is_public = state in PUBLISHED
    url = practice.get_public_url() if is_public else practice.get_absolute_url()
    said = organism if is_public else f"{organism}, {State(state).label.lower()}"
    return search.Result(
        title, url, f"{said}. {summary}" if summary else said, published_on, reference
    )


@search.source("pratiques", "Bonnes pratiques", order=70)
def practices(user, query):
    rows = GoodPractice.objects.visible_to(user)
    own = search.matching(
        rows if query.references else rows.exclude(state__in=PUBLISHED),
        query,
        fields=FIELDS,
        texts=FIELDS[:4],
        reference="reference",
        tell=_told,
    )
    return [*own[:], *([] if query.references else _published(rows, query))]


def _published(rows, query):
    """In the order of the engine; when it does not answer, the plain words."""
    try:
        hits = engine().search(Question(text=query.text, size=MOST)).hits
    except EngineDown:
        rows = rows.filter(state__in=PUBLISHED)
        return search.matching(rows, query, fields=FIELDS, texts=FIELDS[:4], tell=_told)[:]
    keys = [hit.pk for hit in hits]
    read = {row[0]: row[1:] for row in rows.filter(pk__in=keys).values_list("pk", *FIELDS)}
    return [_told(read[key]) for key in keys if key in read]
