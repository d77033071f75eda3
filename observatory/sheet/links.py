"""Links of a practice's page: its terms lead to the search, its neighbours stand by what they share."""

from heapq import nlargest
from itertools import chain

from django.db.models import Q

from observatory.search import catalogue
from observatory.search_page import engines
from observatory.search_page.names import Labels
from observatory.search_page.parsing import State

SHOWN = 3  # neighbours of each kind
ENOUGH = 12  # of a kind that are read: some are shown already, as similar or as its organism’s own
OF_A_LINK = (  # what is read of each: of a practice, its texts are twenty columns
    "slug",
    "title",
    "published_on",
    "cover_alt",
    "card",
    "card_avif",
    "organism__name",
)


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


def around(practice):
    """{links, similar, neighbours} of a public practice: each practice once, in two queries whatever their number."""
    labels, kept = Labels(), catalogue.current()
    shared = list(_shared(practice, labels, kept))
    likest = engines.likest(practice.pk)
    wanted = {*likest, *chain.from_iterable(pks for _, _, pks in shared)}
    others = engines.public().exclude(pk=practice.pk)
    latest = others.filter(organism=practice.organism_id).order_by("-published_on", "-pk")
    near = Q(pk__in=wanted) | Q(pk__in=latest.values("pk")[:ENOUGH])
    rows = {row.pk: row for row in others.filter(near).only(*OF_A_LINK)}
    similar = [rows[pk] for pk in likest if pk in rows]
    own = [row for row in rows.values() if row.organism_id == practice.organism_id]
    own.sort(key=lambda row: (row.published_on, row.pk), reverse=True)
    shown, found = {row.pk for row in similar}, []
    every = State(text=practice.organism.name).url()
    for title, url, pks in [("Du même organisme", every, [row.pk for row in own]), *shared]:
        fresh = [rows[pk] for pk in pks if pk in rows and pk not in shown][:SHOWN]
        shown |= {row.pk for row in fresh}
        if fresh:
            found.append({"title": title, "url": url, "rows": fresh})
    return {"links": terms(practice, labels), "similar": similar, "neighbours": found}


def _shared(practice, labels, kept):
    """(title, url of all, practices): the criterion and the theme are those that fewest others have."""
    for facet, word, codes in (
        ("critere", "Même critère", practice.criteria),
        ("theme", "Même thème", practice.themes),
    ):
        held = {code: kept.having(facet, code) - {practice.pk} for code in codes}
        known = [code for code in codes if held[code] and labels.of(facet, code)]
        if known:
            code = min(known, key=lambda code: (len(held[code]), code))
            latest = nlargest(ENOUGH, held[code], key=kept.ranks.__getitem__)
            yield f"{word}\u00a0: {labels.of(facet, code)}", _url(facet, code), latest
