"""Database search engine: full text finds, the catalogue of public practices counts and orders."""

from heapq import nlargest

from django.contrib.auth.models import AnonymousUser

from observatory.practices.models import GoodPractice
from observatory.search import catalogue, entries, full_text, matching, planner, words
from observatory.search.facets import FACETS
from observatory.search.models import PracticeEntry
from observatory.search.ports import RELEVANCE, REUSED, Answer, Hit
from observatory.search.sentences import EXTRACTED, Marker
from observatory.search.synonyms import reading
from observatory.search.words import DatabaseLexicon

DEEPEST = 10_000  # results whose pages can be turned


def public_practices(pks, *fields):
    """{pk: practice} of those public now, with these fields."""
    rows = GoodPractice.objects.visible_to(AnonymousUser()).published()
    return rows.only("title", "slug", *fields).in_bulk(pks) if pks else {}


class DatabaseEngine:
    name = "database"

    def search(self, question):
        """BR-84, G05: every result is read again; those no longer public are dropped."""
        answer = self._answer(question)
        if answer is None:
            catalogue.forget()
            answer = self._answer(question, is_last=True)
        return answer

    def _answer(self, question, *, is_last=False):
        kept = catalogue.current()
        lexicon = DatabaseLexicon(kept)
        plan = planner.plan(question.text, lexicon, reading.current())
        matched = matching.match(plan, kept, lexicon)
        pks, total, facets = self.page(question, kept, matched)
        if not question.wants_texts:
            return Answer(hits=tuple(map(Hit, pks)), total=total, facets={})
        read = public_practices(pks, *EXTRACTED)
        if len(read) < len(pks) and not is_last:
            return None
        marker = Marker(plan)
        shown = [read[pk] for pk in pks if pk in read]
        return Answer(
            hits=tuple(Hit(one.pk, marker.pieces(one.title), marker.extract(one)) for one in shown),
            total=total - (len(pks) - len(shown)),
            facets=facets,
            proposal=plan.corrected if matched.practices else "",
            is_partial=matched.is_partial,
        )

    def page(self, question, kept, matched):
        """(keys of the page asked for, best first; total; facet counts) of what matches in a catalogue."""
        chosen = narrowed(kept, question.chosen)
        found = matched.practices.intersection(*chosen.values())
        pks = window(found, order(kept, question, matched, found), question)
        return pks, len(found), counted(kept, matched.practices, chosen, question)

    def similar(self, pk, size=3):
        """Practices that share its rare roots and its themes, most similar first; none when it is not public."""
        kept = catalogue.current()
        entry = PracticeEntry.objects.filter(pk=pk).first() if pk in kept.practices else None
        if entry is None:
            return []
        scores = matching.likeness(entry, kept, DatabaseLexicon(kept))
        alike = [one for one, score in scores.items() if score >= matching.LIKE and one != pk]
        top = nlargest(size, alike, key=lambda one: (scores[one], kept.ranks[one]))
        return sorted(top, key=lambda one: (-scores[one], -one))

    def suggest(self, typed, size=8):
        """Tags, words then titles that complete the text; every title is read again."""
        said = words.words(typed)
        if not said:
            return []
        read = public_practices(full_text.beginnings(said, words.TITLES))
        return words.suggestions(said, catalogue.current().values["mot"], read, size)

    def keep(self, documents):
        return entries.keep(documents)

    def forget(self, pks):
        return entries.forget(pks)

    def rebuild(self, documents):
        return entries.rebuild(documents)

    def content_hashes(self):
        return dict(PracticeEntry.objects.values_list("pk", "content_hash"))


def narrowed(kept, chosen):
    """{facet: practices with one of the chosen values}; an unknown facet filters nothing."""
    return {
        facet: frozenset().union(*(kept.having(facet, value) for value in values))
        for facet, values in chosen.items()
        if facet in FACETS and values
    }


def counted(kept, found, chosen, question):
    """{facet: {value: practices}}, each facet filtered by the others and not by itself."""
    if not question.wants_facets:
        return {}
    free = [facet for facet in FACETS if facet not in chosen]
    counts = kept.counted(found.intersection(*chosen.values()), free)
    for facet in chosen:
        others = (held for name, held in chosen.items() if name != facet)
        counts |= kept.counted(found.intersection(*others), [facet])
    return {
        facet: dict.fromkeys(question.chosen.get(facet, ()), 0) | counts[facet] for facet in FACETS
    }


def order(kept, question, matched, found):
    """Sort key, greatest first; unique to a practice."""
    if question.sort == REUSED:
        return lambda pk: (kept.reuses[pk], kept.ranks[pk])
    if question.sort == RELEVANCE and matched.plan.concepts:
        scores = matched.scores(found)
        return lambda pk: (scores[pk], kept.ranks[pk])
    return kept.ranks.__getitem__


def window(found, key, question):
    """Primary keys of one page, in order."""
    size = max(1, question.size)
    first = (max(1, question.page) - 1) * size
    if first >= min(len(found), DEEPEST):
        return []
    return nlargest(first + size, found, key=key)[first:]
