"""Elasticsearch search engine; the database's entries are kept too, for spelling, re-reading and fallback."""

from collections import Counter

from observatory.search import autocompletion, entries, planner
from observatory.search.database import DEEPEST, DatabaseEngine, public_practices
from observatory.search.documents import BODY
from observatory.search.elastic import queries, similar, titles
from observatory.search.elastic.answers import ClusterLexicon
from observatory.search.elastic.building import Building
from observatory.search.elastic.cluster import Reach, cluster_errors, whole
from observatory.search.elastic.index import Index
from observatory.search.elastic.passages import extract, highlighted
from observatory.search.facets import FACETS
from observatory.search.highlights import Marker
from observatory.search.ports import Answer, Hit
from observatory.search.synonyms import in_service as synonyms


class ElasticEngine:
    """Raises `EngineDown` when the cluster does not answer in time and in full."""

    name = "elasticsearch"

    def __init__(self, url):
        self.url = url
        self.database = DatabaseEngine()

    def search(self, question):
        """BR-84, G05: every result is read again; when some is no longer public, the index is compared again."""
        answer = self._answer(question)
        return answer or self._answer(question, is_last=True)

    def _answer(self, question, *, is_last=False):
        lexicon = ClusterLexicon(self.url)
        plan = planner.plan(question.text, lexicon, synonyms.current())
        if lexicon.is_late:
            return self.database.search(question)
        asked = _Asked(lexicon, plan, question)
        with cluster_errors():
            found = asked.page()
        if not question.wants_texts:
            keys = tuple(Hit(pk) for pk, _ in found.hits)
            return Answer(hits=keys, total=found.total, facets={})
        read = public_practices([pk for pk, _ in found.hits], "summary", *BODY)
        if len(read) < len(found.hits) and not is_last:
            return None
        marker = Marker(plan)
        hits = [(read[pk], passage) for pk, passage in found.hits if pk in read]
        return Answer(
            hits=tuple(
                Hit(one.pk, marker.pieces(one.title), extract(marker, one, passage))
                for one, passage in hits
            ),
            total=found.total - (len(found.hits) - len(hits)),
            facets=found.facets,
            proposal=plan.corrected if asked.is_found else "",
            is_partial=asked.is_partial,
        )

    def similar(self, pk, size=3):
        lexicon = ClusterLexicon(self.url)
        entry = similar.entry(pk)
        if entry is None:
            return []
        found = similar.found(lexicon, entry, size)
        return self.database.similar(pk, size) if lexicon.is_late else found

    def suggest(self, typed, size=8):
        lexicon = ClusterLexicon(self.url)
        said = autocompletion.words(typed)
        if not said:
            return []
        tags, pks = titles.tags(lexicon), titles.beginning(lexicon, said)
        if lexicon.is_late:
            return self.database.suggest(typed, size)
        return autocompletion.suggestions(said, tags, public_practices(pks), size)

    def keep(self, documents):
        documents = list(documents)
        entries.keep(documents)
        Index(self._patient()).write(documents)
        return len(documents)

    def forget(self, pks):
        pks = list(pks)
        entries.forget(pks)
        return Index(self._patient()).erase(pks)

    def rebuild(self, documents):
        """Build a new index beside the one in service, then swap."""
        building = Building(self._patient())
        return building.whole(lambda: entries.rebuild(building.passing(documents)))

    def content_hashes(self):
        return Index(self._patient()).content_hashes()

    def _patient(self):
        return Reach.patient(self.url)


class _Asked:
    """A request and its plan, sent to the index."""

    def __init__(self, lexicon, plan, question):
        self.lexicon, self.plan, self.question = lexicon, plan, question
        self.is_partial, self.is_found = False, True

    def page(self):
        query = self._query()
        size = max(1, self.question.size)
        first = (max(1, self.question.page) - 1) * size
        sort = queries.order(self.question, is_scored=query is not None)
        chosen = {
            name: [_clean(value) for value in values]
            for name, values in self.question.chosen.items()
            if name in FACETS and values
        }
        asked = queries.Practices(self.lexicon, query, chosen, sort)
        asked = asked[first : first + size] if first < DEEPEST else asked[0:0]
        asked._s = highlighted(asked._s, self.plan, self.question)
        return _Page(whole(asked.execute()), self.question)

    def _query(self):
        """Query of the practices that match enough; None when nothing is searched."""
        if not self.plan.concepts:
            return None
        if len(self.plan.wanted) == 1 and not self.plan.corrected:
            return queries.matching(self.plan, 1, self.lexicon.known)
        filters = queries.levels(self.plan, self.lexicon.known)
        counts = self.lexicon.count(filters)
        found = [counts[str(n)] for n in range(1, len(filters) + 1)]
        level = planner.enough(found)
        self.is_found = bool(found[level - 1])
        self.is_partial = level < len(found) and self.is_found
        return queries.matching(self.plan, level, self.lexicon.known)


class _Page:
    """Hits with their passages, total, facet counts."""

    def __init__(self, answer, question):
        self.hits = [(int(hit.meta.id), highlights(hit)) for hit in answer.hits]
        self.total = answer.hits.total.value
        self.facets = {name: _counted(answer, question, name) for name in FACETS}


def highlights(hit):
    """The passage of the body that best matches, from the index."""
    return next(iter(getattr(getattr(hit.meta, "highlight", None), "body", ())), "")


def _counted(answer, question, name):
    asked = dict.fromkeys(question.chosen.get(name, ()), 0)
    found = Counter({value: count for value, count, _ in answer.facets[name]})
    return asked | found


def _clean(value):
    """Lone surrogates cannot be encoded; no slug nor tag has any."""
    return value.encode("utf-8", "replace").decode()
