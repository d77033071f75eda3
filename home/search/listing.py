"""Results of the site search: all words required, titles first, a suggestion for a misspelt word."""

from dataclasses import dataclass

from django.db.models import F

from home.search import registry
from home.search.models import SearchEntry
from home.site_map import tree
from portal.cache.public import cached
from portal.search.french import fold, roots, words
from portal.search.parsing import MOST_WORDS, weight
from portal.search.spelling import mended

AT_MOST = 500  # results gathered: beyond, nobody turns the pages
AROUND, EXCERPT = 60, 240
KINDS = {
    "service": "Service du site",
    "organisme": "Organisme",
    "pratique": "Bonne pratique",
    "thème": "Thème du cadre",
    "question": "Question",
    "newspage": "Actualité",
}
KINDS |= {"eventpage": "Rendez-vous", "partnerpage": "Partenaire"}


@dataclass(frozen=True)
class SearchResult:
    """A result: kind, address, title and excerpt in marked pieces."""

    kind: str
    url: str
    title: list
    excerpt: list


def find_results(query, but=()):
    """[(score, kind, title, text, url)] of what holds every word of the query, best first; `but` kinds left out."""
    wanted = roots(query)[:MOST_WORDS]
    if not wanted:
        return []
    found = [*_pages(wanted), *_things(wanted, but)]
    return sorted(found, key=lambda row: (-row[0], fold(row[2])))[:AT_MOST]


@cached
def _entries():
    """[(SearchEntry, roots of its title, roots of its text)] of the pages that everybody may read, the latest first."""
    rows = SearchEntry.objects.filter(page__in=tree.published())
    rows = rows.annotate(url_path=F("page__url_path")).order_by("-page__last_published_at", "pk")
    return [(row, row.title_roots.split(), frozenset(row.roots.split())) for row in rows]


def _pages(wanted):
    for row, title_roots, all_roots in _entries():
        if all_roots.issuperset(wanted):
            score = weight(title_roots, wanted)
            yield score, row.kind, row.title, row.text, tree.address(row.url_path)


def _things(wanted, but):
    for kind in (kind for kind in registry.SOURCES if kind not in but):
        for thing in registry.things(kind).holding(wanted):
            score = weight(thing.title_roots, wanted)
            yield score, kind, thing.title, thing.text, thing.url


def mark_rows(rows, query):
    """A page of results, with the words of the query marked."""
    wanted = set(roots(query))
    return [
        SearchResult(
            KINDS.get(kind, "Page"), url, marked(title, wanted), marked(cut(text, wanted), wanted)
        )
        for _score, kind, title, text, url in rows
    ]


def cut(text, wanted):
    """Excerpt around the first word of the query; from the start without any."""
    at = next((start for start, _end, root in words(text) if root in wanted), 0)
    start = text.rfind(" ", 0, at - AROUND) + 1 if at > AROUND else 0
    end = text.rfind(" ", start, start + EXCERPT) if len(text) > start + EXCERPT else len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def marked(text, wanted):
    """[(piece, whether it matches)]: the template escapes each."""
    pieces, done = [], 0
    for start, end, root in words(text):
        if root in wanted:
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    return [piece for piece in (*pieces, (text[done:], False)) if piece[0]]


def proposal(query):
    """The query with each unknown word replaced by a near one, if that gives results; else ""."""
    better = mended(query, titles())
    return better if better and find_results(better) else ""


def titles():
    """Titles of all pages and things, the vocabulary of corrections."""
    return (
        *(row.title for row, *_roots in _entries()),
        *(thing.title for kind in registry.SOURCES for thing in registry.things(kind).found),
    )
