"""Index of practices in the library's own classes: what is indexed of each, and its one faceted query.

The roots are ours on both sides (`portal.search.french`) and the fields those of the database's full text, so that a
wording is held by the same practices in both. The only module that imports elasticsearch_dsl, whose successor
(`elasticsearch.dsl`) has another name.
"""

from elasticsearch_dsl import (
    Date,
    Document,
    FacetedSearch,
    Integer,
    Keyword,
    Long,
    MetaField,
    Object,
    Q,
    TermsFacet,
    Text,
    analyzer,
)

from observatory.search.catalogue import VALUES
from observatory.search.documents import analysed, mark_of
from observatory.search.elastic.cluster import alias, quick
from observatory.search.facets import FACETS
from observatory.search.full_text import ANY
from observatory.search.planner import FIELD_WORTH
from observatory.search.ports import RELEVANCE, REUSED

WINDOW = 20_000  # results that may be skipped and shown
LATEST = ({"published_on": "desc"}, {"pk": "desc"})
OURS = Q("exists", field="mark")  # not what another hand has written


def roots():
    return Text(analyzer=analyzer("roots", tokenizer="whitespace", filter=[]), norms=False)


class PracticeDocument(Document):
    """`mark`: a number drawn from the content, whose sum tells whether the answers are those of the database."""

    pk = Long()
    content_hash = Keyword()
    mark = Long()
    published_on = Date()
    reuse_count = Integer()
    facets = Object(properties={name: Keyword() for name in FACETS})
    title, tags, summary, body, words, organism = (roots() for _ in ANY)

    class Meta:
        dynamic = MetaField("strict")

    class Index:
        settings = {
            "number_of_shards": 1,  # a million sheets fit in one; its counts are exact
            "max_result_window": WINDOW,
        }


def indexed(document):
    """What the index keeps of a document."""
    said = analysed(document).fields
    return PracticeDocument(
        pk=document.pk,
        content_hash=document.content_hash,
        mark=mark_of(document.content_hash),
        published_on=document.published_on,
        reuse_count=document.reuse_count,
        facets={name: list(values) for name, values in document.facets.items()},
        **{name: said[name] for name in ANY},
    )


class Practices(FacetedSearch):
    """Faceted query of a plan: each facet is filtered by the others and not by itself."""

    def __init__(self, url, question, kept, matched):
        self.using, self.index = quick(url), alias(url)
        self.facets = {
            name: TermsFacet(field=f"facets.{name}", size=VALUES, include=kept.values[name])
            for name in FACETS
        }
        chosen = {
            name: [_sendable(value) for value in values]
            for name, values in question.chosen.items()
            if name in FACETS
        }
        super().__init__(matching(matched), chosen, order(question, matched))

    def search(self):
        found = super().search().params(allow_partial_search_results=False)
        return found.extra(track_total_hits=True).source(False)

    def query(self, search, query):
        search = search.query(query)
        search.aggs.metric("marks", "sum", field="mark")
        return search


def matching(matched):
    """Query of what holds enough concepts of a plan, as many as the database asks for."""
    held = {concept: _holding(concept, matched.lexicon) for concept in matched.plan.concepts}
    wanted = [held[concept] for concept in matched.plan.wanted]
    others = [query for concept, query in held.items() if not concept.is_wanted]
    enough = [Q("bool", should=wanted, minimum_should_match=matched.level)] if wanted else []
    return Q("bool", filter=[OURS], must=enough, should=others)


def _holding(concept, lexicon):
    """By its wordings that some practice holds: the query stays small whatever the synonyms."""
    held = lexicon.counts([one.roots for one in concept.wordings if not one.is_loose])
    known = [one for one in concept.wordings if one.is_loose or held[one.roots]]
    queries = [_wording(one, concept) for one in known] or [Q("match_none")]
    return Q("dis_max", queries=queries, boost=concept.weight)


def _wording(said, concept):
    if said.is_loose:
        apart = [_phrase((root,), concept) for root in said.roots]
        return Q("bool", must=apart, boost=said.quality)
    return _phrase(said.roots, concept, boost=said.quality)


def _phrase(said, concept, **named):
    fields = [f"{name}^{FIELD_WORTH[name]}" for name in ANY if name in concept.fields]
    return Q("multi_match", query=" ".join(said), type="phrase", fields=fields, **named)


def order(question, matched):
    """Sort clauses; the last one is unique."""
    if question.sort == REUSED:
        return ({"reuse_count": "desc"}, *LATEST)
    if question.sort == RELEVANCE and matched.plan.concepts:
        return ({"_score": "desc"}, *LATEST)
    return LATEST


def _sendable(value):
    """Lone surrogates cannot be encoded; no slug nor tag has any."""
    return value.encode("utf-8", "replace").decode()
