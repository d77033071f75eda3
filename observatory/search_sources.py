"""Members' search source: published practices by the observatory's engine, then unpublished ones that one may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from observatory.search import engine
from observatory.search.ports import Answer, EngineDown, Question
from portal import search

FIELDS = ("title", "summary", "organism__name", "reference", "state", "slug", "published_on")
MOST = 100  # of the published ones: whoever looks further opens the observatory
SHOWN = 5  # on the page of all kinds
State = GoodPractice.State
ORGANISM = GoodPractice._meta.get_field("organism").related_model


def _result(row):
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


@dataclass(eq=False)
class PracticeResults(Sequence):
    """One's own practices first, then published ones in engine order."""

    own: Sequence
    text: str
    rows: QuerySet
    first: Answer

    def __post_init__(self):
        self.shown = self._published(self.first)

    def __len__(self):
        gone = len(self.first.hits) - len(self.shown)  # no longer public
        return len(self.own) + min(self.first.total - gone, MOST)

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(len(self))
        first, last = (max(0, rank - len(self.own)) for rank in (start, stop))
        further = self._published(_asked(self.text, last)) if last > SHOWN else self.shown
        return [*self.own[start:stop], *further[first:last]]

    def _published(self, answer):
        keys = [hit.pk for hit in answer.hits]
        return search.rows_by_key(self.rows, keys, FIELDS, tell=_result)


@search.source("pratiques", "Bonnes pratiques", 70)
def practices(user, query):
    """Called for every query: the engine knows other words. Plain words when it is down."""
    rows, own = GoodPractice.objects.visible_to(user), ()
    if query.may_answer(PRACTICES.kind):
        among = rows if query.references else rows.exclude(state__in=PUBLISHED)
        own = search.matching(among, query, PRACTICES, tell=_result)
    if query.references:
        return own
    try:
        return PracticeResults(own, query.text, rows, _asked(query.text, SHOWN))
    except EngineDown:
        return search.matching(rows, query, PRACTICES, tell=_result)


def _asked(text, size):
    return engine().search(Question(text=text, size=size, wants_facets=False, wants_texts=False))
