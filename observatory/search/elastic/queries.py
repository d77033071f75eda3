"""Elasticsearch query of a plan: constant scores only, so that it scores as the database does.

`any` holds every root of a practice and decides whether it matches; `roots` hold them field by field and give its
score.
"""

from observatory.search.catalogue import VALUES
from observatory.search.elastic.comparison import search
from observatory.search.elastic.dsl import FacetedSearch, Q, TermsFacet
from observatory.search.execution import EACH
from observatory.search.facets import FACETS
from observatory.search.planner import ANYWHERE, worth
from observatory.search.ports import RELEVANCE, REUSED

LATEST = ({"published_on": "desc"}, {"pk": "desc"})


class Practices(FacetedSearch):
    """Facets, each filtered by the others and not by itself."""

    facets = {name: TermsFacet(field=f"facets.{name}", size=VALUES) for name in FACETS}

    def __init__(self, lexicon, query, chosen, sort):
        self.lexicon = lexicon
        super().__init__(query, chosen, sort)

    def search(self):
        found = super().search()
        found = found.using(self.lexicon.reach.client).index(self.lexicon.reach.alias)
        found = found.params(allow_partial_search_results=False)
        return self.lexicon.public(found.extra(track_total_hits=True))

    def query(self, search, query):
        return search.query(query)


def phrase(field, roots):
    if len(roots) == 1:
        return Q("term", **{field: roots[0]})
    return Q("match_phrase", **{field: " ".join(roots)})


def wording(said):
    """Practices that hold a wording in some field; words apart if it is loose."""
    if said.is_loose:
        return Q("bool", filter=[phrase("any", (root,)) for root in said.roots])
    return phrase("any", said.roots)


def holding(concept, counts):
    return Q("bool", should=[wording(said) for said in used(concept, counts)] or [Q("match_none")])


def used(concept, counts):
    """Wordings that some practice holds: the query stays small whatever the synonyms."""
    return [w for w in concept.wordings if w.is_loose or counts.get(w.roots)]


def levels(plan, counts):
    """{"1": one required concept or more, "2": two or more…}."""
    held = [holding(concept, counts) for concept in plan.wanted]
    return {str(n): Q("bool", should=held, minimum_should_match=n) for n in range(1, len(held) + 1)}


def matching(plan, level, counts):
    """Practices that hold `level` of the required concepts, with their score."""
    held = [scored(holding(concept, counts), EACH) for concept in plan.wanted]
    worths = [part for concept in plan.concepts for part in _worths(concept, counts)]
    enough = Q("bool", should=held, minimum_should_match=level)
    return Q("bool", must=[enough], should=worths)


def scored(query, value):
    return Q("constant_score", filter=query, boost=value)


def _worths(concept, counts):
    """In each field, only the best wording scores."""
    known = used(concept, counts)
    exact = [said for said in known if not said.is_loose]
    for name in concept.fields:
        said = [one for one in exact if name != "often" or len(one.roots) == 1]
        parts = [
            scored(phrase(f"roots.{name}", one.roots), worth(concept, one, name)) for one in said
        ]
        if parts:
            yield parts[0] if len(parts) == 1 else Q("dis_max", queries=parts)
    for one in known:
        if one.is_loose:
            yield scored(wording(one), worth(concept, one, ANYWHERE))


def order(question, is_scored):
    """Sort clauses; the last one is unique."""
    if question.sort == REUSED:
        return ({"reuse_count": "desc"}, *LATEST)
    if question.sort == RELEVANCE and is_scored:
        return ({"_score": "desc"}, *LATEST)
    return LATEST


def counting(lexicon, filters):
    """A search that counts the public practices of each named query."""
    asked = lexicon.public(search(lexicon.reach))[0:0]
    if filters:
        asked.aggs.bucket("asked", "filters", filters=filters)
    return asked
