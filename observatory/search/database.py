"""The engine that is always there: the database's full text, sets of bits for counts and order."""

from django.contrib.auth.models import AnonymousUser

from observatory.models import GoodPractice
from observatory.search import bits, keeping, matching, planner, shelf, suggesting, texts
from observatory.search.facets import FACETS
from observatory.search.lexicon import DatabaseLexicon
from observatory.search.marking import EXTRACTED, Marker
from observatory.search.models import PracticeEntry
from observatory.search.ports import RELEVANCE, REUSED, Answer, Hit
from observatory.search.synonyms import reading

DEEPEST = 10_000  # results whose pages can be turned
VALUES = 300  # of a facet that are counted: those of most sheets


def public_practices(pks, *fields):
    """{pk: practice} of those that anybody may read now, with these fields."""
    rows = GoodPractice.objects.visible_to(AnonymousUser()).published()
    return rows.only("title", "slug", *fields).in_bulk(pks) if pks else {}


class DatabaseEngine:
    name = "database"

    def search(self, question):
        """BR-84, G05: every result is read again; what the index holds too much of is dropped."""
        answer = self._answer(question, shelf.current())
        if answer is None:
            shelf.drop()
            answer = self._answer(question, shelf.current(), is_last=True)
        return answer

    def _answer(self, question, kept, *, is_last=False):
        lexicon = DatabaseLexicon(kept)
        plan = planner.plan(question.text, lexicon, reading.current())
        matched = matching.match(plan, kept, lexicon)
        chosen = narrowed(kept, question.chosen)
        sheets = intersection(matched.sheets, chosen.values())
        slots = window(kept, sheets, keys(kept, question, matched), question)
        pks = [kept.pks[slot] for slot in slots]
        read = public_practices(pks, *EXTRACTED)
        if len(read) < len(pks) and not is_last:
            return None
        marker = Marker(plan)
        found = [read[pk] for pk in pks if pk in read]
        return Answer(
            hits=tuple(Hit(one.pk, marker.pieces(one.title), marker.extract(one)) for one in found),
            total=sheets.bit_count() - (len(pks) - len(found)),
            facets=counted(kept, matched.sheets, chosen, question.chosen),
            proposal=plan.mended if matched.sheets else "",
            is_partial=matched.is_partial,
        )

    def similar(self, pk, size=3):
        """Sheets that share its rare roots and its themes, the likest first; none when it is not public."""
        kept = shelf.current()
        entry = PracticeEntry.objects.filter(pk=pk).first() if pk in kept.slots else None
        if entry is None:
            return []
        score = matching.likeness(entry, kept)
        own = 1 << kept.slots[pk]
        among = bits.at_least(score, matching.LIKE, kept.live & ~own)
        top = bits.best(among, [score, kept.counter("day"), kept.counter("pk")], size)
        slots = sorted(bits.places(top), key=lambda s: (-bits.number(score, s), -kept.pks[s]))
        return [kept.pks[slot] for slot in slots]

    def suggest(self, typed, size=8):
        """Tags, words then titles that go on from what is typed; every title is read again."""
        said = suggesting.words(typed)
        if not said:
            return []
        read = public_practices(texts.beginnings(said, suggesting.TITLES))
        tags = [tag for tag, _ in shelf.current().most_held("mot", VALUES)]
        return suggesting.suggestions(said, tags, read, size)

    def keep(self, documents):
        return keeping.keep(documents)

    def forget(self, pks):
        return keeping.forget(pks)

    def rebuild(self, documents):
        return keeping.rebuild(documents)

    def stamps(self):
        return dict(PracticeEntry.objects.values_list("pk", "stamp"))


def narrowed(kept, chosen):
    """{facet: sheets with one of the values chosen}; an unknown facet narrows nothing."""
    sets = {}
    for facet, values in chosen.items():
        if facet in FACETS and values:
            sets[facet] = 0
            for value in values:
                sets[facet] |= kept.value(facet, value)
    return sets


def intersection(sheets, sets):
    for one in sets:
        sheets &= one
    return sheets


def counted(kept, sheets, chosen, values):
    """{facet: {value: sheets}}, each facet with the choices of the others and without its own."""
    counts = {}
    for facet in FACETS:
        rest = intersection(sheets, [found for name, found in chosen.items() if name != facet])
        known = kept.most_held(facet, VALUES)
        if rest == kept.live:  # what was counted to rank them
            found = dict(known)
        else:
            found = {value: (rest & kept.value(facet, value)).bit_count() for value, _ in known}
        asked = dict.fromkeys(values.get(facet, ()), 0)
        counts[facet] = {value: n for value, n in (asked | found).items() if n or value in asked}
    return counts


def keys(kept, question, matched):
    """The counters that order the answer, the first deciding; the last tells any two sheets apart."""
    latest = [kept.counter("day"), kept.counter("pk")]
    if question.sort == REUSED:
        return [kept.counter("reuse"), *latest]
    if question.sort == RELEVANCE and matched.score:
        return [matched.score, *latest]
    return latest


def window(kept, sheets, keys, question):
    """The slots of one page, in order."""
    size = max(1, question.size)
    first = (max(1, question.page) - 1) * size
    if first >= min(sheets.bit_count(), DEEPEST):
        return []
    top = bits.best(sheets, keys, first + size)
    if first:
        top &= ~bits.best(sheets, keys, first)
    slots = [*bits.places(top)]
    deciding = [bits.numbers(key, slots) for key in keys[:-1]]  # the last is the practice's own
    return sorted(
        slots, key=lambda slot: [*(of[slot] for of in deciding), kept.pks[slot]], reverse=True
    )
