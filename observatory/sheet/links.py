"""Links of a practice's page: its terms lead to the search, its neighbours stand by what they share."""

from django.db.models import Count, Q

from observatory.practices.models import GoodPractice
from observatory.practices.terms import Kind
from observatory.search_page.labels import Labels
from observatory.search_page.state import State

SHOWN = 3  # neighbours of each kind


def terms(practice, labels):
    """{themes, criteria, tags: [(label, url)], region, family}: what leads to the practices alike."""

    def of(facet, codes):
        found = ((labels.of(facet, code), _url(facet, code)) for code in codes)
        return [(label, url) for label, url in found if label]

    return {
        "themes": of("theme", practice.themes),
        "criteria": of("critere", practice.criteria),
        "tags": of("mot", practice.tags),
        "region": _url("region", practice.organism.region),
    }


def _url(facet, value):
    return State().with_value(facet, value).url()


def neighbours(practice, labels, but=()):
    """[{title, url, rows}] of the same organism, criterion and theme; each practice once, the latest first."""
    seen, found = {practice.pk, *but}, []
    for title, url, condition in _shared(practice, labels):
        rows = _public().filter(condition).exclude(pk__in=seen)[:SHOWN]
        seen |= {row.pk for row in rows}
        if rows:
            found.append({"title": title, "url": url, "rows": rows})
    return found


def _shared(practice, labels):
    """(title, url of all, condition): the criterion is the one that fewest practices have."""
    name = practice.organism.name
    yield "Du même organisme", State(text=name).url(), Q(organism=practice.organism_id)
    for kind, facet, codes in (
        (Kind.CRITERION, "critere", practice.criteria),
        (Kind.THEME, "theme", practice.themes),
    ):
        if code := _rarest(kind, [code for code in codes if labels.of(facet, code)]):
            word = "Même critère" if facet == "critere" else "Même thème"
            title = f"{word}\u00a0: {labels.of(facet, code)}"
            yield title, _url(facet, code), _has(kind, code)


def _rarest(kind, codes):
    if len(codes) < 2:
        return codes[0] if codes else ""
    counted = _public().filter(terms__kind=kind, terms__code__in=codes).order_by()
    rows = counted.values("terms__code").annotate(many=Count("pk")).order_by("many", "terms__code")
    return next((row["terms__code"] for row in rows if row["many"] > 1), codes[0])


def _has(kind, code):
    return Q(pk__in=GoodPractice.objects.filter(terms__kind=kind, terms__code=code).values("pk"))


def _public():
    return GoodPractice.objects.published().select_related("organism")


def links(practice, similar):
    labels = Labels()
    return {
        "links": terms(practice, labels),
        "neighbours": neighbours(practice, labels, but=[one.pk for one in similar]),
    }
